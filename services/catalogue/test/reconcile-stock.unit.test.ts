import { reconcileStock, type ReconcileDeps } from '../src/app/reconcile-stock.ts';
import type { Hold, Mark } from '../src/app/ports.ts';
import { reservationIdOf, type Reservation } from '../src/domain/reservation.ts';
import type { Stock } from '../src/domain/stock.ts';

const stockOf = (variantId: string, held: Stock['held']): Stock => ({
  variantId, listingId: 'lst_1', sellerId: 'sel_1', version: 1, available: 0, held, sold: 0,
  priceRupiah: 1_000, onSale: true, sellerOnSale: true, restocks: {}, adjustments: {},
}); // prettier-ignore

const holdsOf = (variant: string, count: number): Stock['held'] =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [`ord_${variant}-${at}`, 1]));

const mending = (stocks: readonly Stock[], reservationOf: (reservationId: string) => Reservation) => {
  const asked: number[] = [];
  const givenBack: Hold[] = [];
  const deps = {
    stocks: {
      loadMany: async () => new Map(stocks.map((stock) => [stock.variantId, stock])),
      giveBack: async (hold: Hold) => void givenBack.push(hold),
      clear: async (_marks: readonly Mark[]) => undefined,
    },
    reservations: {
      loadMany: async (ids: readonly string[]) => {
        asked.push(ids.length);
        return new Map(ids.map((id) => [id, reservationOf(id)]));
      },
    },
  } as unknown as ReconcileDeps;
  return { run: () => reconcileStock(deps)(stocks.map(({ variantId }) => variantId)), asked, givenBack };
};

const living: Reservation = { status: 'held', orderId: 'ord_x', lines: [] };

test('however many orders hold a page of variants, reservations are looked at some at a time', async () => {
  const stocks = [600, 300, 200, 2_000, 3, 0].map((count, at) => stockOf(`var_${at}`, holdsOf(`${at}`, count)));
  const { run, asked, givenBack } = mending(stocks, () => living);
  expect(await run()).toBe(0);
  expect(asked).toEqual([900, 200, 2_000, 3]);
  expect(givenBack).toEqual([]);
});

test('a stray hold is found in every batch', async () => {
  const stocks = [900, 900].map((count, at) => stockOf(`var_${at}`, holdsOf(`${at}`, count)));
  const strays = new Set(['ord_0-7', 'ord_1-8'].map(reservationIdOf));
  const { run, givenBack } = mending(stocks, (id) => (strays.has(id) ? { ...living, status: 'released' } : living));
  expect(await run()).toBe(2);
  expect(givenBack.map(({ orderId }) => orderId)).toEqual(['ord_0-7', 'ord_1-8']);
});
