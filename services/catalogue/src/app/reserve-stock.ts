import { ok, type Now, type Result } from '@wadah/kit';
import {
  decideBegin,
  decideHold,
  decideReject,
  faultOf,
  reservationIdOf,
  type Fault,
  type Line,
  type Reservation,
} from '../domain/reservation.ts';
import type { Reservations, Sellers, Stocks } from './ports.ts';

export type ReserveStock = (order: { readonly orderId: string; readonly lines: readonly Line[] }) => Promise<Result<Reservation>>;

export type ReserveDeps = { readonly stocks: Stocks; readonly reservations: Reservations; readonly sellers: Sellers; readonly now: Now };

const triesMax = 5;

/** Another buyer's hold may end between the refused update and the look at why, so a line without a fault is tried again. */
const takeLine = async ({ stocks, now }: ReserveDeps, line: Line, orderId: string): Promise<Fault | undefined> => {
  for (let tries = 1; ; tries += 1) {
    if (await stocks.take(line, orderId)) return undefined;
    const stock = await stocks.load(line.variantId);
    // An earlier try took it; a zero means that a commit has moved it on meanwhile, which the reservation then says.
    if (stock?.held[orderId] !== undefined) return undefined;
    const fault = faultOf(stock, line, now());
    if (fault !== undefined) return fault;
    if (tries >= triesMax)
      return { variantId: line.variantId, fault: 'insufficient_stock', requested: line.quantity, available: stock?.available ?? 0 };
  }
};

/** Once one line cannot be had the others are only looked at, so that the buyer learns every fault and nobody else is kept waiting. */
const inspect = async ({ stocks, now }: ReserveDeps, lines: readonly Line[], orderId: string): Promise<readonly Fault[]> => {
  const found = await stocks.loadMany(lines.map(({ variantId }) => variantId));
  return lines.flatMap((line) => {
    const stock = found.get(line.variantId);
    return stock?.held[orderId] === undefined ? (faultOf(stock, line, now()) ?? []) : [];
  });
};

const takeLines = async (deps: ReserveDeps, lines: readonly Line[], orderId: string): Promise<readonly Fault[]> => {
  const barred = await deps.sellers.notSelling([...new Set(lines.map(({ sellerId }) => sellerId))]);
  const off = lines.filter(({ sellerId }) => barred.has(sellerId));
  if (off.length > 0) {
    const others = await inspect(
      deps,
      lines.filter(({ sellerId }) => !barred.has(sellerId)),
      orderId,
    );
    return [...off.map(({ variantId, quantity }): Fault => ({ variantId, fault: 'not_on_sale', requested: quantity })), ...others];
  }
  for (const [index, line] of lines.entries()) {
    const fault = await takeLine(deps, line, orderId);
    if (fault !== undefined) return [fault, ...(await inspect(deps, lines.slice(index + 1), orderId))];
  }
  return [];
};

/** Only what is still held under this order's quantity is given back, so doing it again finds nothing. */
export const giveBackLines = (stocks: Stocks, reservation: Reservation): Promise<unknown> =>
  reservation.status === 'absent'
    ? Promise.resolve()
    : Promise.all(
        reservation.lines.map(({ variantId, quantity }) => stocks.giveBack({ variantId, quantity, orderId: reservation.orderId })),
      );

/** Every line of an order or none. The reservation is written first, so a crash at any step leaves what tells the next try how to go on. */
export const reserveStock =
  (deps: ReserveDeps): ReserveStock =>
  async ({ orderId, lines }) => {
    const { stocks, reservations, now } = deps;
    const id = reservationIdOf(orderId);
    const begun = await reservations.updateVersioned(id, (reservation) => decideBegin(reservation, { orderId, lines, at: now() }), {
      expectAbsent: true,
    });
    if (!begun.ok) return begun;
    let reservation = begun.value.state;
    if (reservation.status === 'held') return ok(reservation);
    if (reservation.status === 'pending') {
      const faults = await takeLines(deps, reservation.lines, orderId);
      const decide = (state: Reservation) => (faults.length === 0 ? decideHold(state, now()) : decideReject(state, { faults, at: now() }));
      const decided = await reservations.update(id, decide, { from: begun.value });
      if (!decided.ok) return decided;
      reservation = decided.value;
    }
    // Somebody else may have ended it while this replica slept, and then what was taken since is nobody's.
    if (reservation.status !== 'held') await giveBackLines(stocks, reservation);
    return ok(reservation);
  };
