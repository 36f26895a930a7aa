import { newId } from '@wadah/kit';
import { commitStock } from '../../src/app/commit-stock.ts';
import type { Mark, Sellers } from '../../src/app/ports.ts';
import { reconcileStock } from '../../src/app/reconcile-stock.ts';
import { releaseStock } from '../../src/app/release-stock.ts';
import { reserveStock } from '../../src/app/reserve-stock.ts';
import { restock } from '../../src/app/restock.ts';
import type { StockStore } from '../../src/adapters/mongo/stock.store.ts';
import type { ReservationStore } from '../../src/adapters/mongo/reservation.store.ts';
import { decideAdjustStock, decideReprice, decideSetStock } from '../../src/domain/stock.ts';

export type ModelLine = { readonly variant: number; readonly quantity: number };

/** What becomes of an order, as its events stand in the topic. */
export type Story = 'stays-held' | 'ends-unpaid' | 'ends-before-it-came' | 'paid' | 'paid-one-part-back' | 'paid-both-parts-back';

export type ModelOrder = { readonly lines: readonly ModelLine[]; readonly story: Story };

export type Stores = { readonly stocks: StockStore; readonly reservations: ReservationStore };

type Event = () => Promise<unknown>;

export type PlacedOrder = {
  readonly orderId: string;
  readonly story: Story;
  readonly lines: readonly ModelLine[];
  readonly parts: readonly Part[];
  readonly events: readonly Event[];
};

export type Part = { readonly sellerOrderId: string; readonly variant: number; readonly quantity: number };

export const price = 1_000;

const everybodySells: Sellers = { get: async () => undefined, notSelling: async () => new Set() };

/** One shop with two variants of two sellers, its orders, and the real use-cases over the real stores. */
export const openShop = async ({ stocks, reservations }: Stores, initial: readonly number[], orders: readonly ModelOrder[]) => {
  const now = () => new Date();
  const listingId = newId('lst');
  const variants = initial.map(() => newId('var'));
  await stocks.open(
    initial.map((stock, index) => ({ variantId: variants[index]!, priceRupiah: price, stock, listingId, sellerId: `sel_${index}` })),
  );
  await stocks.collection.updateMany({ listingId }, { $set: { onSale: true, sellerOnSale: true } });

  const waiting: Mark[] = [];
  const deps = {
    stocks,
    reservations,
    sellers: everybodySells,
    marks: { add: (marks: readonly Mark[]) => void waiting.push(...marks) },
    now,
  };
  const [reserve, release, commit, takeBack] = [reserveStock(deps), releaseStock(deps), commitStock(deps), restock(deps)];
  const reconcile = reconcileStock(deps);

  const place = ({ lines, story }: ModelOrder): PlacedOrder => {
    const orderId = newId('ord');
    const placed: Event = () =>
      reserve({
        orderId,
        lines: lines.map(({ variant, quantity }) => ({
          variantId: variants[variant]!,
          sellerId: `sel_${variant}`,
          quantity,
          unitPriceRupiah: price,
        })),
      });
    const parts = variants.flatMap((_id, variant): Part[] => {
      const quantity = lines.filter((line) => line.variant === variant).reduce((sum, line) => sum + line.quantity, 0);
      return quantity === 0 ? [] : [{ sellerOrderId: newId('so'), variant, quantity }];
    });
    const back =
      ({ sellerOrderId, variant, quantity }: Part): Event =>
      () =>
        takeBack({ orderId, sellerOrderId, lines: [{ variantId: variants[variant]!, quantity }] });
    const [ended, paid]: Event[] = [() => release(orderId), () => commit(orderId)];
    const returning = story === 'paid-both-parts-back' ? parts : story === 'paid-one-part-back' ? parts.slice(0, 1) : [];
    const stories: Record<Story, readonly Event[]> = {
      'stays-held': [placed],
      'ends-unpaid': [placed, ended!],
      'ends-before-it-came': [ended!, placed],
      paid: [placed, paid!],
      'paid-one-part-back': [placed, paid!, ...returning.map(back)],
      'paid-both-parts-back': [placed, paid!, ...returning.map(back)],
    };
    return { orderId, story, lines, parts: returning, events: stories[story] };
  };

  return {
    variants,
    orders: orders.map(place),
    setStock: (variant: number, onHand: number) =>
      stocks.update(variants[variant]!, (stock) => decideSetStock(stock, { onHand, at: now() })),
    adjust: (variant: number, id: string, by: number) =>
      stocks.update(variants[variant]!, (stock) => decideAdjustStock(stock, { id, by, reason: 'model', at: now() })),
    reprice: (variant: number, priceRupiah: number) =>
      stocks.update(variants[variant]!, (stock) => decideReprice(stock, { priceRupiah, at: now() })),
    clearMarks: () => stocks.clear(waiting.splice(0)),
    reconcile: () => reconcile(variants),
    documents: () => stocks.collection.find({ listingId }).sort({ _id: 1 }).toArray(),
  };
};

export type Shop = Awaited<ReturnType<typeof openShop>>;
