import type { Found, Invariant, StoredEntry, StoredPayment } from '../found.ts';
import { sumBy } from '../told.ts';
import { partRupiah } from './captures-have-one-end.ts';

const escrow = 'seller-escrow:';

const entriesOf = ({ journal, aggregates }: Found): ReadonlyMap<string, StoredEntry['lines']> => {
  const waiting = aggregates
    .filter(({ service }) => service === 'payment')
    .flatMap(({ outbox }) => outbox.filter(({ kind }) => kind === 'entry'))
    .map(({ id, entry }) => [id, (entry as StoredEntry).lines] as const);
  return new Map([...journal.map(({ _id, lines }) => [_id, lines] as const), ...waiting]);
};

/** The entries that the payment's own state says must have been made, by the beginnings of their ids. */
const movementsOf = ({ _id, state: { capturedRupiah, parts = [], refunds = [] } }: StoredPayment): readonly string[] => [
  ...(capturedRupiah === undefined ? [] : [`${_id}:capture:`]),
  ...parts.filter((part) => part.escrow === 'released').map(({ sellerOrderId }) => `${sellerOrderId}:release:`),
  ...refunds.map(({ refundId }) => `${refundId}:owed:`),
  ...refunds.filter(({ status }) => status === 'completed').map(({ refundId }) => `${refundId}:payout:`),
];

const withoutTry = (id: string): string => id.slice(0, id.lastIndexOf(':') + 1);

export const journalHasMovements: Invariant = {
  rule: 'every movement of a payment has its entry, and escrow accounts hold what payments hold',
  broken: (found) => {
    const entries = entriesOf(found);
    const made = new Set([...entries.keys()].map(withoutTry));
    const missing = found.payments.flatMap((payment) =>
      movementsOf(payment)
        .filter((movement) => !made.has(movement))
        .map((movement) => `${payment._id} lacks the entry ${movement}`),
    );
    const heldParts = found.payments.flatMap(({ state: { parts = [] } }) => parts.filter((part) => part.escrow === 'held'));
    const held = sumBy(heldParts, partRupiah);
    const escrowLines = [...entries.values()].flat().filter(({ account }) => account.startsWith(escrow));
    const booked = sumBy(escrowLines, ({ debitRupiah, creditRupiah }) => creditRupiah - debitRupiah);
    return [...missing, ...(booked === held ? [] : [`seller-escrow holds ${booked}, payments hold ${held}`])];
  },
};
