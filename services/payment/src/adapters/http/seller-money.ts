import { belongsTo, hasRole, memberOf, type UserActor } from '@wadah/http';
import { ok, reject, type Result } from '@wadah/kit';
import type { OfSeller } from '../../app/read-ledger.ts';

/** A seller's money is its owner's to see, and the operators' and auditors'; its staff learns that it may not, strangers nothing. */
export const mayReadMoney = (actor: UserActor, sellerId: string): Result<OfSeller> => {
  const isMember = memberOf(actor, sellerId, ['seller_owner']);
  if (isMember || hasRole(actor, 'operator', 'auditor')) return ok({ sellerId, isMember });
  if (belongsTo(actor, sellerId)) return reject('forbidden', 'forbidden', 'Only an owner of the seller sees its money.');
  return reject('not_found', 'seller-not-found', 'No such seller.');
};
