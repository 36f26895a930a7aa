import { ok, reject, type Result } from '@wadah/kit';
import { isSameAccount } from './bank-account.ts';
import type { Seller, SellerEvent, Statement } from './seller.ts';

export type Apply = { readonly sellerId: string; readonly founderId: string; readonly statement: Statement; readonly at: Date };

/** The first application. A retry under the same claimed id finds the seller it made. */
export const decideApply = (seller: Seller, { sellerId, founderId, statement, at }: Apply): Result<readonly SellerEvent[]> => {
  if (seller.status !== 'absent') return ok([]);
  return ok([{ type: 'SellerApplied', sellerId, founderId, statement, again: false, at }]);
};

export type ApplyAgain = {
  readonly statement: Statement;
  /** The applicant has just given the password again. */
  readonly confirmed: boolean;
  readonly at: Date;
};

/** After a return, for a higher level, or to change anything else; what is approved holds until this is decided. */
export const decideApplyAgain = (seller: Seller, { statement, confirmed, at }: ApplyAgain): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return reject('not_found', 'seller-not-found', 'No such seller.');
  if (seller.status === 'rejected') return reject('conflict', 'already-decided', 'The application was rejected; a decision is final.');
  if (seller.application.status === 'open')
    return reject('conflict', 'application-open', 'An application is waiting for its curator already.');
  // Else whoever has stolen a session would change the account through the curator.
  if (!confirmed && seller.approved !== undefined && !isSameAccount(seller.approved.bankAccount, statement.bankAccount))
    return reject('forbidden', 'confirmation-required', 'Another bank account needs a session confirmed within the last 5 minutes.');
  const { sellerId, founderId } = seller;
  return ok([{ type: 'SellerApplied', sellerId, founderId, statement, again: true, at }]);
};
