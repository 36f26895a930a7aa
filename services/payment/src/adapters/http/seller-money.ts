import { belongsTo, hasRole, memberOf, type UserActor } from '@wadah/http';
import { ok, reject, type Result } from '@wadah/kit';

/** A seller's money is its owner's to see, and the operators' and auditors'; its staff learns that it may not, strangers nothing. */
export const mayReadMoney = (actor: UserActor, sellerId: string): Result<true> => {
  if (hasRole(actor, 'operator', 'auditor') || memberOf(actor, sellerId, ['seller_owner'])) return ok(true);
  if (belongsTo(actor, sellerId)) return reject('forbidden', 'forbidden', 'Only an owner of the seller sees its money.');
  return reject('not_found', 'seller-not-found', 'No such seller.');
};
