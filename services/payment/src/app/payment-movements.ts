import { sumRupiah } from '@wadah/kit';
import { lateCaptures, mismatchedCaptures, providerClearing, refundsPayable, sellerEscrow, type LedgerEntry } from '../domain/ledger.ts';
import { isSettled, partRupiah, type Payment } from '../domain/payment.ts';

/** What lies on each account, credit above zero. */
type Amounts = Map<string, number>;

const count = (into: Amounts, account: string, rupiah: number): void => {
  into.set(account, (into.get(account) ?? 0) + rupiah);
};

/** Accounts whose amounts follow from the payments' documents alone; what a release leaves to sellers, fees and tax does not. */
export const isComparable = (account: string): boolean =>
  [providerClearing, refundsPayable, lateCaptures, mismatchedCaptures].includes(account) || account.startsWith(sellerEscrow(''));

/** What the payment's own document says must be on the accounts: it and its entries are written by the same writes. */
export const expectedOf = (payment: Payment): Amounts => {
  const expected: Amounts = new Map();
  if (!isSettled(payment)) return expected;
  const refunded = sumRupiah(payment.refunds.map(({ amountRupiah }) => amountRupiah));
  const completed = sumRupiah(payment.refunds.filter(({ status }) => status === 'completed').map(({ amountRupiah }) => amountRupiah));
  count(expected, providerClearing, completed - payment.capturedRupiah);
  count(expected, refundsPayable, refunded - completed);
  for (const part of payment.parts) if (part.escrow === 'held') count(expected, sellerEscrow(part.sellerId), partRupiah(part));
  return expected;
};

/** The entries that the document says must have been made, by the beginnings of their ids. */
const movementsOf = (payment: Payment): readonly string[] => {
  if (!isSettled(payment)) return [];
  return [
    `${payment.paymentId}:capture:`,
    ...payment.parts.filter(({ escrow }) => escrow === 'released').map(({ sellerOrderId }) => `${sellerOrderId}:release:`),
    ...payment.refunds.map(({ refundId }) => `${refundId}:owed:`),
    ...payment.refunds.filter(({ status }) => status === 'completed').map(({ refundId }) => `${refundId}:payout:`),
  ];
};

type Booked = { readonly amounts: Amounts; readonly movements: Set<string> };

/** Gathers each payment's entries, and compares them with its document. */
export const paymentMovements = () => {
  const booked = new Map<string, Booked>();
  const unclaimed = new Set<string>();
  return {
    add: ({ id, lines, refs }: LedgerEntry): void => {
      const paymentId = refs['paymentId'] ?? '';
      const of = booked.get(paymentId) ?? { amounts: new Map(), movements: new Set() };
      booked.set(paymentId, of);
      unclaimed.add(paymentId);
      of.movements.add(id.slice(0, id.lastIndexOf(':') + 1));
      for (const { account, debitRupiah, creditRupiah } of lines) count(of.amounts, account, creditRupiah - debitRupiah);
    },
    faultsOf: (payment: Payment): readonly string[] => {
      if (!('paymentId' in payment)) return [];
      const { paymentId } = payment;
      unclaimed.delete(paymentId);
      const expected = expectedOf(payment);
      const { amounts, movements }: Booked = booked.get(paymentId) ?? { amounts: new Map(), movements: new Set() };
      const accounts = new Set([...expected.keys(), ...[...amounts.keys()].filter(isComparable)]);
      const differing = [...accounts].filter((account) => (expected.get(account) ?? 0) !== (amounts.get(account) ?? 0));
      return [
        ...movementsOf(payment).filter((movement) => !movements.has(movement)).map((movement) => `${paymentId} lacks the entry ${movement}`),
        ...differing.map((account) => `${paymentId} has ${amounts.get(account) ?? 0} on ${account}, its document says ${expected.get(account) ?? 0}.`),
      ]; // prettier-ignore
    },
    /** To be asked when every payment was seen. */
    strays: (): readonly string[] => [...unclaimed].map((paymentId) => `${paymentId || 'Nothing'} is no payment, and has entries.`),
  };
};
