import { assertNever, idLike, ok, reject, without, type Result } from '@wadah/kit';
import { hasDeparted, type Stock } from './stock.ts';

export type Line = { readonly variantId: string; readonly sellerId: string; readonly quantity: number; readonly unitPriceRupiah: number };

export type FaultKind = 'insufficient_stock' | 'price_changed' | 'not_on_sale';

export type Fault = {
  readonly variantId: string;
  readonly fault: FaultKind;
  readonly requested: number;
  readonly available?: number;
  readonly oldPriceRupiah?: number;
  readonly newPriceRupiah?: number;
};

type Known = { readonly orderId: string; readonly lines: readonly Line[] };

export type Reservation =
  | { readonly status: 'absent' }
  | ({ readonly status: 'pending' | 'held' } & Known)
  | ({ readonly status: 'rejected'; readonly reason: FaultKind; readonly faults: readonly Fault[] } & Known)
  /** Without lines where the order ended before it came here. */
  | ({ readonly status: 'released' } & Known)
  | ({ readonly status: 'committed'; readonly restocked: readonly string[] } & Known);

export type ReservationEvent =
  | ({ readonly type: 'ReservationBegun'; readonly at: Date } & Known)
  | { readonly type: 'StockReserved'; readonly orderId: string; readonly at: Date }
  | {
      readonly type: 'StockRejected';
      readonly orderId: string;
      readonly reason: FaultKind;
      readonly faults: readonly Fault[];
      readonly at: Date;
    }
  | { readonly type: 'StockReleased'; readonly orderId: string; readonly at: Date }
  | { readonly type: 'StockCommitted'; readonly orderId: string; readonly at: Date }
  | { readonly type: 'RestockListed'; readonly sellerOrderId: string; readonly at: Date };

export const reservationIdOf = (orderId: string): string => idLike('res', orderId);

const known = (reservation: Reservation): Known => {
  if (reservation.status === 'absent') throw new Error('A reservation begins before anything else happens to it.');
  return without(reservation, ['status']);
};

export const evolveReservation = (reservation: Reservation, event: ReservationEvent): Reservation => {
  switch (event.type) {
    case 'ReservationBegun':
      return { status: 'pending', orderId: event.orderId, lines: event.lines };
    case 'StockReserved':
      return { ...known(reservation), status: 'held' };
    case 'StockRejected':
      return { ...known(reservation), status: 'rejected', reason: event.reason, faults: event.faults };
    case 'StockReleased':
      return { ...(reservation.status === 'absent' ? { orderId: event.orderId, lines: [] } : known(reservation)), status: 'released' };
    case 'StockCommitted':
      return { ...known(reservation), status: 'committed', restocked: [] };
    case 'RestockListed':
      if (reservation.status !== 'committed') throw new Error(`A ${reservation.status} reservation restocks nothing.`);
      return { ...reservation, restocked: [...reservation.restocked, event.sellerOrderId] };
    default:
      return assertNever(event);
  }
};

/** Lines of one variant are one hold; sorted, so that two orders take the same variants in the same order and one of them wins both. */
export const sumLines = <L extends { readonly variantId: string; readonly quantity: number }>(lines: readonly L[]): readonly L[] => {
  const byVariant = new Map<string, L>();
  for (const line of lines) {
    const before = byVariant.get(line.variantId);
    byVariant.set(line.variantId, before === undefined ? line : { ...before, quantity: before.quantity + line.quantity });
  }
  return [...byVariant.values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
};

export const decideBegin = (reservation: Reservation, command: Known & { readonly at: Date }): Result<readonly ReservationEvent[]> =>
  ok(reservation.status === 'absent' ? [{ type: 'ReservationBegun', ...command, lines: sumLines(command.lines) }] : []);

export const decideHold = (reservation: Reservation, at: Date): Result<readonly ReservationEvent[]> =>
  ok(reservation.status === 'pending' ? [{ type: 'StockReserved', orderId: reservation.orderId, at }] : []);

/** The order learns one reason, the one that is hardest to mend: a new price a buyer can still agree to. */
const reasonOf = (faults: readonly Fault[]): FaultKind => {
  if (faults.some(({ fault }) => fault === 'not_on_sale')) return 'not_on_sale';
  return faults.some(({ fault }) => fault === 'insufficient_stock') ? 'insufficient_stock' : 'price_changed';
};

export const decideReject = (
  reservation: Reservation,
  command: { readonly faults: readonly Fault[]; readonly at: Date },
): Result<readonly ReservationEvent[]> => {
  if (reservation.status !== 'pending') return ok([]);
  const { faults, at } = command;
  return ok([{ type: 'StockRejected', orderId: reservation.orderId, reason: reasonOf(faults), faults, at }]);
};

export const decideRelease = (
  reservation: Reservation,
  command: { readonly orderId: string; readonly at: Date },
): Result<readonly ReservationEvent[]> => {
  switch (reservation.status) {
    case 'absent': // The release came first: what it leaves behind makes the late `order.placed` reserve nothing.
    case 'pending':
    case 'held':
      return ok([{ type: 'StockReleased', ...command }]);
    case 'rejected':
    case 'released':
      return ok([]);
    case 'committed':
      return reject('conflict', 'reservation-committed', 'What is paid is given back seller order by seller order.');
    default:
      return assertNever(reservation);
  }
};

export const decideCommit = (reservation: Reservation, at: Date): Result<readonly ReservationEvent[]> => {
  switch (reservation.status) {
    case 'absent':
      return reject('not_found', 'reservation-not-found', 'An order that is paid was reserved before.');
    case 'held':
      return ok([{ type: 'StockCommitted', orderId: reservation.orderId, at }]);
    case 'committed':
      return ok([]);
    case 'pending':
    case 'rejected':
    case 'released':
      return reject('conflict', 'reservation-not-held', `The reservation is ${reservation.status}.`);
    default:
      return assertNever(reservation);
  }
};

export const listsRestock = (reservation: Reservation, sellerOrderId: string): boolean =>
  reservation.status === 'committed' && reservation.restocked.includes(sellerOrderId);

export const decideListRestock = (
  reservation: Reservation,
  command: { readonly sellerOrderId: string; readonly at: Date },
): Result<readonly ReservationEvent[]> => {
  if (reservation.status === 'absent')
    return reject('not_found', 'reservation-not-found', 'A seller order that is cancelled was reserved before.');
  if (reservation.status !== 'committed') return reject('conflict', 'reservation-not-held', `The reservation is ${reservation.status}.`);
  return ok(listsRestock(reservation, command.sellerOrderId) ? [] : [{ type: 'RestockListed', ...command }]);
};

/** Why a line could not be had, as its stock stands; undefined where it could be had now. */
export const faultOf = (stock: Stock | undefined, line: Line, at: Date): Fault | undefined => {
  const { variantId, quantity: requested, unitPriceRupiah } = line;
  if (stock === undefined || !stock.onSale || !stock.sellerOnSale || hasDeparted(stock, at))
    return { variantId, fault: 'not_on_sale', requested };
  if (stock.priceRupiah !== unitPriceRupiah) {
    return { variantId, fault: 'price_changed', requested, oldPriceRupiah: unitPriceRupiah, newPriceRupiah: stock.priceRupiah };
  }
  if (stock.available < requested) return { variantId, fault: 'insufficient_stock', requested, available: stock.available };
  return undefined;
};
