import type { Now, Result } from '@wadah/kit';
import { asOwner, type Caller } from '../domain/access.ts';
import { decideChangeBankAccount } from '../domain/bank-account.ts';
import type { Sellers, Vault, Versioned } from './ports.ts';

export type ChangeBankAccount = {
  readonly sellerId: string;
  readonly ifMatch?: number;
  readonly bank: string;
  readonly number: string;
  readonly holder: string;
};

export type ChangeBankAccountDeps = {
  readonly sellers: Sellers;
  readonly vault: Vault;
  readonly holdSeconds: number;
  readonly now: Now;
};

/** Where the seller's money goes from now on, behind a hold that gives its owners time to object. */
export const changeBankAccount =
  ({ sellers, vault, holdSeconds, now }: ChangeBankAccountDeps) =>
  (caller: Caller, { sellerId, ifMatch, bank, number, holder }: ChangeBankAccount): Promise<Result<Versioned>> => {
    const bankAccount = { bank, holder, number: vault.seal(number, { sellerId, field: 'bankAccount' }) };
    const decide = asOwner(caller, (seller) => decideChangeBankAccount(seller, { bankAccount, at: now(), holdSeconds }));
    return sellers.updateVersioned(sellerId, decide, ifMatch === undefined ? {} : { expectedVersion: ifMatch });
  };
