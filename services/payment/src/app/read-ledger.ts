import { ok, reject, sumRupiah, type Result } from '@wadah/kit';
import { sellerBalance, sellerEscrow } from '../domain/ledger.ts';
import { statementLineOf, type StatementLine } from '../domain/statement-line.ts';
import type { AccountBalance, Ledger, LedgerPosition, Sellers } from './ports.ts';

export type SellerMoney = {
  readonly pendingRupiah: number;
  readonly availableRupiah: number;
  /** Only while it lies ahead. */
  readonly transfersHeldUntil?: Date;
};

export type MoneyDeps = { readonly ledger: Ledger; readonly sellers: Sellers; readonly now: () => Date };

/** `isMember`: the caller belongs to it, so that it exists even where its first event has not arrived yet. */
export type OfSeller = { readonly sellerId: string; readonly isMember: boolean };

const noSuchSeller = reject('not_found', 'seller-not-found', 'No such seller.');

const owed = (balances: readonly AccountBalance[], account: string): number => {
  const balance = balances.find((candidate) => candidate.account === account);
  return balance === undefined ? 0 : balance.creditRupiah - balance.debitRupiah;
};

export type ReadBalance = (seller: OfSeller) => Promise<Result<SellerMoney>>;

export const readBalance =
  ({ ledger, sellers, now }: MoneyDeps): ReadBalance =>
  async ({ sellerId, isMember }) => {
    const [pending, available] = [sellerEscrow(sellerId), sellerBalance(sellerId)];
    const [known, balances] = await Promise.all([sellers.find(sellerId), ledger.balances([pending, available])]);
    if (known === undefined && !isMember && balances.length === 0) return noSuchSeller;
    const until = known?.transfersHeldUntil;
    return ok({
      pendingRupiah: owed(balances, pending),
      availableRupiah: owed(balances, available),
      ...(until !== undefined && until > now() ? { transfersHeldUntil: until } : {}),
    });
  };

export type ReadStatement = (
  seller: OfSeller,
  page: { readonly after?: LedgerPosition; readonly limit: number },
) => Promise<Result<readonly StatementLine[]>>;

/** What moved a seller's pending or available balance, newest first. */
export const readStatement =
  ({ ledger, sellers }: MoneyDeps): ReadStatement =>
  async ({ sellerId, isMember }, page) => {
    const entries = await ledger.page([sellerEscrow(sellerId), sellerBalance(sellerId)], page);
    if (entries.length === 0 && page.after === undefined && !isMember && (await sellers.find(sellerId)) === undefined) return noSuchSeller;
    return ok(entries.map((entry) => statementLineOf(entry, sellerId)));
  };

export type TrialBalance = {
  readonly asOf: Date;
  readonly accounts: readonly AccountBalance[];
  readonly totalDebitRupiah: number;
  readonly totalCreditRupiah: number;
};

/** `seller-escrow:sel_…` is a line of the control account `seller-escrow`. */
const controlAccount = (account: string): string => account.split(':', 1)[0] ?? account;

const byControlAccount = (balances: readonly AccountBalance[]): readonly AccountBalance[] =>
  [...new Set(balances.map(({ account }) => controlAccount(account)))].map((account) => {
    const own = balances.filter((balance) => controlAccount(balance.account) === account);
    return {
      account,
      debitRupiah: sumRupiah(own.map(({ debitRupiah }) => debitRupiah)),
      creditRupiah: sumRupiah(own.map(({ creditRupiah }) => creditRupiah)),
    };
  });

export type ReadTrialBalance = () => Promise<TrialBalance>;

/** All sums by control account; debit and credit are equal at all times. */
export const readTrialBalance =
  (ledger: Ledger, now: () => Date): ReadTrialBalance =>
  async () => {
    const accounts = byControlAccount(await ledger.balances());
    return {
      asOf: now(),
      accounts,
      totalDebitRupiah: sumRupiah(accounts.map(({ debitRupiah }) => debitRupiah)),
      totalCreditRupiah: sumRupiah(accounts.map(({ creditRupiah }) => creditRupiah)),
    };
  };
