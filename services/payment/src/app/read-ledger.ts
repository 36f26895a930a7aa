import { sumRupiah } from '@wadah/kit';
import { sellerBalance, sellerEscrow, type LedgerEntry } from '../domain/ledger.ts';
import type { AccountBalance, Ledger, LedgerPosition } from './ports.ts';

export type SellerMoney = { readonly pendingRupiah: number; readonly availableRupiah: number };

const owed = (balances: readonly AccountBalance[], account: string): number => {
  const balance = balances.find((candidate) => candidate.account === account);
  return balance === undefined ? 0 : balance.creditRupiah - balance.debitRupiah;
};

export type ReadBalance = (sellerId: string) => Promise<SellerMoney>;

export const readBalance =
  (ledger: Ledger): ReadBalance =>
  async (sellerId) => {
    const [pending, available] = [sellerEscrow(sellerId), sellerBalance(sellerId)];
    const balances = await ledger.balances([pending, available]);
    return { pendingRupiah: owed(balances, pending), availableRupiah: owed(balances, available) };
  };

export type ReadStatement = (
  sellerId: string,
  page: { readonly after?: LedgerPosition; readonly limit: number },
) => Promise<readonly LedgerEntry[]>;

/** What moved a seller's available balance, newest first. */
export const readStatement =
  (ledger: Ledger): ReadStatement =>
  (sellerId, page) =>
    ledger.page(sellerBalance(sellerId), page);

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
