import { ok, secondsAfter, type Result } from '@wadah/kit';
import { sellerNotFound, wrongSellerState } from './refusals.ts';
import type { BankAccount, LiveSeller, Seller, SellerEvent, Statement } from './seller.ts';

export const isSameAccount = (one: BankAccount | undefined, other: BankAccount | undefined): boolean =>
  one?.bank === other?.bank && one?.holder === other?.holder && one?.number.hash === other?.number.hash;

export type Hold = { readonly at: Date; readonly holdSeconds: number };

/** Who has stolen a session must not be paid before the owner has read the mail about it. */
export const withNewAccountHeld = (seller: LiveSeller, { at, holdSeconds }: Hold): SellerEvent => {
  const transfersHeldUntil = secondsAfter(at, holdSeconds);
  return { type: 'BankAccountChanged', seller: { ...seller, transfersHeldUntil }, transfersHeldUntil, at };
};

export type ChangeBankAccount = Hold & { readonly bankAccount: BankAccount };

/**
 * Takes effect at once, behind the hold; an application that waits names the new account too, or its approval would bring the old one back,
 * and a first approval of it is gone, since it was of another account.
 */
export const decideChangeBankAccount = (seller: Seller, { bankAccount, ...hold }: ChangeBankAccount): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return sellerNotFound();
  if (seller.status === 'rejected') return wrongSellerState(seller.status);
  const { approved, application } = seller;
  const stated = [application.statement, ...(approved === undefined ? [] : [approved])];
  if (stated.every((statement) => isSameAccount(statement.bankAccount, bankAccount))) return ok([]);
  const withAccount = (statement: Statement): Statement => ({ ...statement, bankAccount });
  const { firstApproval: _gone, ...kept } = application;
  const changed: LiveSeller = {
    ...seller,
    application: { ...kept, statement: withAccount(application.statement) },
    ...(approved === undefined ? {} : { approved: withAccount(approved) }),
  };
  return ok([withNewAccountHeld(changed, hold)]);
};
