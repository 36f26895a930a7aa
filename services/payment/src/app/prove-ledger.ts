import { sumRupiah } from '@wadah/kit';
import { providerClearing, refundsPayable, sellerBalance, sellerEscrow, type LedgerEntry } from '../domain/ledger.ts';
import { isSettled, partRupiah, type Payment } from '../domain/payment.ts';
import type { AccountBalance } from './ports.ts';

export type LedgerProof = {
  readonly entries: number;
  readonly payments: number;
  readonly accounts: number;
  /** One sentence for everything that does not fit. */
  readonly faults: readonly string[];
};

type Sums = Map<string, { debitRupiah: number; creditRupiah: number }>;

const add = (sums: Sums, { lines }: LedgerEntry): void => {
  for (const { account, debitRupiah, creditRupiah } of lines) {
    const sum = sums.get(account) ?? { debitRupiah: 0, creditRupiah: 0 };
    sums.set(account, { debitRupiah: sum.debitRupiah + debitRupiah, creditRupiah: sum.creditRupiah + creditRupiah });
  }
};

const unbalanced = ({ lines }: LedgerEntry): boolean =>
  sumRupiah(lines.map(({ debitRupiah, creditRupiah }) => debitRupiah - creditRupiah)) !== 0;

const count = (into: Map<string, number>, account: string, rupiah: number): void => {
  into.set(account, (into.get(account) ?? 0) + rupiah);
};

/** What the payments' own documents say must be on the accounts: they and the journal are written by the same writes. */
const expectPayment = (expected: Map<string, number>, payment: Payment): void => {
  if (!isSettled(payment)) return;
  const completed = sumRupiah(payment.refunds.filter(({ status }) => status === 'completed').map(({ amountRupiah }) => amountRupiah));
  const owed = sumRupiah(payment.refunds.map(({ amountRupiah }) => amountRupiah)) - completed;
  count(expected, providerClearing, completed - payment.capturedRupiah);
  count(expected, refundsPayable, owed);
  for (const part of payment.parts) if (part.escrow === 'held') count(expected, sellerEscrow(part.sellerId), partRupiah(part));
};

const isComparable = (account: string): boolean =>
  account === providerClearing || account === refundsPayable || account.startsWith(sellerEscrow(''));

/**
 * Rebuilds every balance from the entries alone, and compares it with what the service answers and with what the payments' documents say.
 * To be run while nothing moves: the journal follows the documents by milliseconds.
 */
export const proveLedger = async (from: {
  readonly entries: AsyncIterable<LedgerEntry>;
  readonly payments: AsyncIterable<Payment>;
  readonly answered: () => Promise<readonly AccountBalance[]>;
}): Promise<LedgerProof> => {
  const sums: Sums = new Map();
  const expected = new Map<string, number>();
  const faults: string[] = [];
  const counts = { entries: 0, payments: 0 };
  for await (const entry of from.entries) {
    counts.entries += 1;
    add(sums, entry);
    if (unbalanced(entry)) faults.push(`Entry ${entry.id} is not balanced.`);
  }
  for await (const payment of from.payments) {
    counts.payments += 1;
    expectPayment(expected, payment);
  }
  const rebuilt = (account: string): number => (sums.get(account)?.creditRupiah ?? 0) - (sums.get(account)?.debitRupiah ?? 0);
  for (const { account, debitRupiah, creditRupiah } of await from.answered()) {
    if (creditRupiah - debitRupiah !== rebuilt(account))
      faults.push(`${account} is answered with ${creditRupiah - debitRupiah}, entries say ${rebuilt(account)}.`);
  }
  for (const account of new Set([...expected.keys(), ...[...sums.keys()].filter(isComparable)])) {
    const documents = expected.get(account) ?? 0;
    if (documents !== rebuilt(account)) faults.push(`${account}: entries say ${rebuilt(account)}, the payments ${documents}.`);
  }
  for (const account of sums.keys()) {
    if (account.startsWith(sellerBalance('')) && rebuilt(account) < 0) faults.push(`${account} is below zero: ${rebuilt(account)}.`);
  }
  return { ...counts, accounts: sums.size, faults };
};
