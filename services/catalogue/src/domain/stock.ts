import { jakartaDay, ok, reject, secondsAfter, type Result } from '@wadah/kit';

/** One variant's stock: it alone decides what can be had, at which price. */
export type Stock = {
  readonly variantId: string;
  readonly listingId: string;
  readonly sellerId: string;
  readonly version: number;
  readonly available: number;
  /** Quantity by order; 0 once it is sold, until the mark is cleared. */
  readonly held: Readonly<Record<string, number>>;
  readonly sold: number;
  readonly priceRupiah: number;
  readonly onSale: boolean;
  readonly sellerOnSale: boolean;
  readonly serviceDate?: string;
  /** Order by seller order whose goods are back here, until its reservation lists it. */
  readonly restocks: Readonly<Record<string, string>>;
  /** Adjustments of the last 24 hours by the id of their command, so that none is counted twice. */
  readonly adjustments: Readonly<Record<string, Adjustment>>;
};

export type Adjustment = { readonly at: Date; readonly by: number; readonly reason: string };

/** available + held + sold = initial + restocked + adjusted, at every moment. */
export type Intake = { readonly initial: number; readonly restocked: number; readonly adjusted: number };

export type StockEvent =
  | {
      readonly type: 'StockAdjusted';
      readonly byQuantity: number;
      readonly availableQuantity: number;
      /** Marked in the same write, where a change was counted and not a total set. */
      readonly adjustment?: Adjustment & { readonly id: string };
      readonly at: Date;
    }
  | { readonly type: 'StockRepriced'; readonly oldPriceRupiah: number; readonly newPriceRupiah: number; readonly at: Date }
  | {
      readonly type: 'StockRestocked';
      readonly orderId: string;
      readonly sellerOrderId: string;
      readonly quantity: number;
      readonly at: Date;
    };

export const quantityMax = 1_000_000;

export const heldQuantity = (stock: Stock): number => Object.values(stock.held).reduce((sum, quantity) => sum + quantity, 0);

const adjusted = (stock: Stock, byQuantity: number, at: Date) => ({
  type: 'StockAdjusted' as const,
  byQuantity,
  availableQuantity: stock.available + byQuantity,
  at,
});

/** What is on hand is available or held; what is sold has left. */
export const decideSetStock = (
  stock: Stock,
  { onHand, at }: { readonly onHand: number; readonly at: Date },
): Result<readonly StockEvent[]> => {
  const byQuantity = onHand - heldQuantity(stock) - stock.available;
  if (stock.available + byQuantity < 0)
    return reject('conflict', 'stock-below-held', 'More than this is held for orders that are being paid.');
  return ok(byQuantity === 0 ? [] : [adjusted(stock, byQuantity, at)]);
};

export const adjustmentsMax = 2_000;
const adjustmentsKeptSeconds = 86_400;

/** Marks older than the keys that they guard. */
export const outlivedAdjustments = (stock: Stock, at: Date): readonly string[] =>
  Object.entries(stock.adjustments)
    .filter(([, adjustment]) => secondsAfter(adjustment.at, adjustmentsKeptSeconds) < at)
    .map(([id]) => id);

export type AdjustStock = Adjustment & { readonly id: string };

export const decideAdjustStock = (stock: Stock, adjustment: AdjustStock): Result<readonly StockEvent[]> => {
  const { id, by, at } = adjustment;
  if (Object.hasOwn(stock.adjustments, id)) return ok([]);
  if (stock.available + by < 0) return reject('conflict', 'stock-below-held', 'So many are not available; the rest is held or sold.');
  if (stock.available + by > quantityMax) return reject('unprocessable', 'stock-too-large', `A variant holds at most ${quantityMax}.`);
  if (Object.keys(stock.adjustments).length - outlivedAdjustments(stock, at).length >= adjustmentsMax) {
    return reject('too_many', 'too-many-adjustments', 'So many changes a day are not counted one by one; set the stock instead.');
  }
  return ok([{ ...adjusted(stock, by, at), adjustment }]);
};

export type Reprice = { readonly priceRupiah: number; readonly at: Date };

export const decideReprice = (stock: Stock, { priceRupiah, at }: Reprice): Result<readonly StockEvent[]> =>
  ok(
    priceRupiah === stock.priceRupiah
      ? []
      : [{ type: 'StockRepriced', oldPriceRupiah: stock.priceRupiah, newPriceRupiah: priceRupiah, at }],
  );

/** A departure whose day has passed takes nobody any more. */
export const hasDeparted = (stock: Pick<Stock, 'serviceDate'>, at: Date): boolean =>
  stock.serviceDate !== undefined && stock.serviceDate < jakartaDay(at);

export type RestockLine = { readonly orderId: string; readonly sellerOrderId: string; readonly quantity: number; readonly at: Date };

/** `listed`: whether the reservation says that this seller order is restocked, read after the stock. */
export const decideRestock = (stock: Stock, listed: boolean, line: RestockLine): Result<readonly StockEvent[]> => {
  if (listed || Object.hasOwn(stock.restocks, line.sellerOrderId) || hasDeparted(stock, line.at)) return ok([]);
  return ok([{ type: 'StockRestocked', ...line }]);
};
