import type { Now, Result } from '@wadah/kit';
import { decideListRestock, reservationIdOf, sumLines, type Reservation } from '../domain/reservation.ts';
import { decideRestock, type Stock, type StockEvent } from '../domain/stock.ts';
import type { Marks, Reservations, Stocks } from './ports.ts';

export type RestockCommand = {
  readonly orderId: string;
  readonly sellerOrderId: string;
  readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
};

export type Restock = (command: RestockCommand) => Promise<Result<Reservation>>;

export type RestockDeps = { readonly stocks: Stocks; readonly reservations: Reservations; readonly marks: Marks; readonly now: Now };

/** Goods of a cancelled seller order go back on sale, once: each stock is marked, then the reservation lists it, then the marks go. */
export const restock =
  ({ stocks, reservations, marks, now }: RestockDeps): Restock =>
  async ({ orderId, sellerOrderId, lines }) => {
    const id = reservationIdOf(orderId);
    const decideLine =
      (quantity: number) =>
      async (stock: Stock): Promise<Result<readonly StockEvent[]>> => {
        // Read after the stock: a restock that ends in between has raised the stock's version, so this write would lose.
        const listing = decideListRestock(await reservations.load(id), { sellerOrderId, at: now() });
        return listing.ok ? decideRestock(stock, listing.value.length === 0, { orderId, sellerOrderId, quantity, at: now() }) : listing;
      };
    const summed = sumLines(lines);
    for (const { variantId, quantity } of summed) {
      const written = await stocks.update(variantId, decideLine(quantity));
      if (written === undefined) throw new Error(`${orderId} sold ${variantId}, which has no stock document.`);
      if (!written.ok) return written;
    }
    const listed = await reservations.update(id, (reservation) => decideListRestock(reservation, { sellerOrderId, at: now() }));
    if (listed.ok) marks.add(summed.map(({ variantId }) => ({ variantId, of: 'restocked', id: sellerOrderId })));
    return listed;
  };
