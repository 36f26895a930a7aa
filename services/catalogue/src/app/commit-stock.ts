import type { Now, Result } from '@wadah/kit';
import { decideCommit, reservationIdOf, type Reservation } from '../domain/reservation.ts';
import type { Marks, Reservations, Stocks } from './ports.ts';

export type CommitStock = (orderId: string) => Promise<Result<Reservation>>;

export type CommitDeps = { readonly stocks: Stocks; readonly reservations: Reservations; readonly marks: Marks; readonly now: Now };

type Held = Extract<Reservation, { lines: unknown }>;

const sellLines = async ({ stocks, reservations }: CommitDeps, { orderId, lines }: Held): Promise<void> => {
  const sold = await Promise.all(lines.map(({ variantId, quantity }) => stocks.sell({ variantId, quantity, orderId })));
  const missed = lines.filter((_line, index) => sold[index] === false);
  if (missed.length === 0) return;
  const found = await stocks.loadMany(missed.map(({ variantId }) => variantId));
  if (missed.every(({ variantId }) => found.get(variantId)?.held[orderId] === 0)) return;
  // The zeros go only after `committed`, so without that word a missing hold is a lost one, and nobody may call it sold.
  if ((await reservations.load(reservationIdOf(orderId))).status === 'held') throw new Error(`A hold of ${orderId} is lost.`);
};

/** The order is paid. The lines move first, each leaving a zero; `committed` is written last, and only after that the zeros are cleared. */
export const commitStock =
  (deps: CommitDeps): CommitStock =>
  async (orderId) => {
    const { reservations, marks, now } = deps;
    const id = reservationIdOf(orderId);
    // A hold that a memory is wrong about is missed by the move of its lines, and by the version that the write names.
    const before = reservations.lastWritten(id) ?? (await reservations.loadVersioned(id));
    if (before.state.status === 'held') await sellLines(deps, before.state);
    const committed = await reservations.update(id, (reservation) => decideCommit(reservation, now()), { from: before });
    if (committed.ok && committed.value.status === 'committed') {
      marks.add(committed.value.lines.map(({ variantId }) => ({ variantId, of: 'sold', id: orderId })));
    }
    return committed;
  };
