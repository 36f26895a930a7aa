import { listsRestock, reservationIdOf, type Reservation } from '../domain/reservation.ts';
import type { Stock } from '../domain/stock.ts';
import type { Mark, Reservations, Stocks } from './ports.ts';

/** Compares holds and marks with their reservations, and mends what a crash left. Answers how much it mended. */
export type ReconcileStock = (variantIds: readonly string[]) => Promise<number>;

export type ReconcileDeps = { readonly stocks: Stocks; readonly reservations: Reservations };

const over: readonly Reservation['status'][] = ['rejected', 'released', 'committed'];

/** A hold of a reservation that is over was taken by a replica that slept through the end and died before it gave back. */
const strayHolds = (stock: Stock, reservations: ReadonlyMap<string, Reservation>) =>
  Object.entries(stock.held)
    .filter(([orderId, quantity]) => quantity > 0 && over.includes(reservations.get(reservationIdOf(orderId))?.status ?? 'absent'))
    .map(([orderId, quantity]) => ({ variantId: stock.variantId, orderId, quantity }));

const spentMarks = ({ variantId, held, restocks }: Stock, reservations: ReadonlyMap<string, Reservation>): readonly Mark[] => [
  ...Object.entries(held)
    .filter(([orderId, quantity]) => quantity === 0 && reservations.get(reservationIdOf(orderId))?.status === 'committed')
    .map(([id]): Mark => ({ variantId, of: 'sold', id })),
  ...Object.entries(restocks)
    .filter(([sellerOrderId, orderId]) => listsRestock(reservations.get(reservationIdOf(orderId)) ?? { status: 'absent' }, sellerOrderId))
    .map(([id]): Mark => ({ variantId, of: 'restocked', id })),
];

/** So many reservations are looked at together; a variant with more of them is looked at alone. */
const RESERVATIONS_MAX = 1_000;

const ordersOf = ({ held, restocks }: Stock): readonly string[] => [...Object.keys(held), ...Object.values(restocks)];

const batchesOf = (stocks: readonly Stock[]): readonly (readonly Stock[])[] => {
  const batches: Stock[][] = [];
  let room = 0;
  for (const stock of stocks) {
    const orders = ordersOf(stock).length;
    if (orders > room) {
      batches.push([]);
      room = RESERVATIONS_MAX;
    }
    batches.at(-1)?.push(stock);
    room -= orders;
  }
  return batches;
};

export const reconcileStock =
  ({ stocks, reservations }: ReconcileDeps): ReconcileStock =>
  async (variantIds) => {
    // The stock is read first: what a reservation says later can only have made a hold less true, and the updates ask again.
    const found = [...(await stocks.loadMany(variantIds)).values()];
    let mended = 0;
    for (const batch of batchesOf(found)) {
      const known = await reservations.loadMany([...new Set(batch.flatMap(ordersOf))].map(reservationIdOf));
      const holds = batch.flatMap((stock) => strayHolds(stock, known));
      const marks = batch.flatMap((stock) => spentMarks(stock, known));
      for (const hold of holds) await stocks.giveBack(hold);
      await stocks.clear(marks);
      mended += holds.length + marks.length;
    }
    return mended;
  };
