import { sumRupiah } from '@wadah/kit';
import { sellerBalance, type LedgerEntry } from '../domain/ledger.ts';
import type { Payment } from '../domain/payment.ts';
import { expectedOf, isComparable, paymentMovements } from './payment-movements.ts';
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

/**
 * Rebuilds every balance from the entries alone, and compares it with what the service answers and with what the payments' documents say,
 * on the whole and payment by payment.
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
  const movements = paymentMovements();
  for await (const entry of from.entries) {
    counts.entries += 1;
    add(sums, entry);
    movements.add(entry);
    if (unbalanced(entry)) faults.push(`Entry ${entry.id} is not balanced.`);
  }
  for await (const payment of from.payments) {
    counts.payments += 1;
    for (const [account, rupiah] of expectedOf(payment)) expected.set(account, (expected.get(account) ?? 0) + rupiah);
    faults.push(...movements.faultsOf(payment));
  }
  faults.push(...movements.strays());
  const total = sumRupiah([...sums.values()].map(({ debitRupiah, creditRupiah }) => debitRupiah - creditRupiah));
  if (total !== 0) faults.push(`All accounts together sum up to ${total}, and not to zero.`);
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
