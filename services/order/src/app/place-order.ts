import { ok, type Result } from '@wadah/kit';
import { hasEndedUnpaid, isPaid } from '../domain/order.ts';
import { decidePlaceOrder } from '../domain/place-order.ts';
import type { SellerPart } from '../domain/seller-order.ts';
import { cartEmpty, cartOrdered, settleMark } from './cart-order.ts';
import type { OrderWatch } from './order-watch.ts';
import type { Carts, Market, Orders, StoredCart, UnpaidPlaceBook, Versioned } from './ports.ts';
import { priceOrder, type PriceOrder } from './price-order.ts';

export type PlaceOrderRequest = PriceOrder & {
  readonly buyerId: string;
  readonly cartId: string;
  /** How long to wait for what only catalogue and payment know. */
  readonly waitMs?: number;
  readonly signal: AbortSignal;
};

export type PlaceOrderDeps = {
  readonly orders: Orders;
  readonly carts: Carts;
  readonly market: Market;
  readonly places: UnpaidPlaceBook;
  readonly watch: OrderWatch;
  readonly newOrderNumber: (at: Date) => string;
  readonly newPickUpCode: () => string;
};

export type PlaceOrderUseCase = (request: PlaceOrderRequest) => Promise<Result<Versioned>>;

const WRITE_TRIES_MAX = 3;

/** The refusal that names the order which holds the cart, whatever else could be said against another one. */
const takenByOther = async ({ orders }: PlaceOrderDeps, { cartId, buyerId }: PlaceOrderRequest): Promise<Result<never> | undefined> => {
  const order = (await orders.findTaking(cartId))?.order;
  return order !== undefined && order.status !== 'absent' && order.buyerId === buyerId ? cartOrdered(order.orderId) : undefined;
};

/** The cart as this buyer may order it. The mark in Redis spares work; the index over `takenCart` decides. */
const openCart = async (deps: PlaceOrderDeps, request: PlaceOrderRequest): Promise<Result<StoredCart>> => {
  const { carts, orders } = deps;
  const { cartId, buyerId } = request;
  const claimed = await carts.claim(cartId, buyerId);
  if (!claimed.ok) return claimed;
  const { orderId, lines } = claimed.value;
  const settled = orderId === undefined ? ok(undefined) : await settleMark(orders, carts, { cartId, orderId });
  if (!settled.ok) return settled;
  return lines.length > 0 ? claimed : ((await takenByOther(deps, request)) ?? cartEmpty());
};

/** The insert that takes the cart. A cart that another order holds is that order's, unless it has ended meanwhile. */
const write = async (deps: PlaceOrderDeps, request: PlaceOrderRequest, parts: readonly SellerPart[]): Promise<Result<Versioned>> => {
  const { orders, newOrderNumber } = deps;
  const { orderId, buyerId, cartId, shippingAddress, paymentMethod, at } = request;
  for (let tries = 1; ; tries += 1) {
    const command = { orderId, orderNumber: newOrderNumber(at), buyerId, cartId, shippingAddress, paymentMethod, parts, at };
    const written = await orders.update(orderId, (order) => decidePlaceOrder(order, command), { expectAbsent: tries === 1 });
    if (written.ok) return written;
    const { code } = written.rejection;
    if (code !== 'cart-taken' && code !== 'order-number-taken') return written;
    const taken = code === 'cart-taken' ? await takenByOther(deps, request) : undefined;
    if (taken !== undefined || tries >= WRITE_TRIES_MAX) return taken ?? written;
  }
};

/** Whether the order still holds cart and place as an unpaid one. */
const isWaiting = ({ order }: Versioned): boolean => !isPaid(order) && !hasEndedUnpaid(order);

const place = async (deps: PlaceOrderDeps, request: PlaceOrderRequest): Promise<Result<Versioned>> => {
  const { orderId, buyerId, cartId, at } = request;
  const cart = await openCart(deps, request);
  if (!cart.ok) return cart;
  const parts = await priceOrder(deps.market, deps.newPickUpCode)(cart.value, request);
  if (!parts.ok) return parts;
  const taken = await deps.places.take(buyerId, orderId, at);
  if (!taken.ok) return (await takenByOther(deps, request)) ?? taken;
  const written = await write(deps, request, parts.value);
  if (written.ok && isWaiting(written.value)) await deps.carts.mark(cartId, orderId);
  // A retry may find its order paid or ended; no event of it comes any more that would free the place just taken.
  else if (!written.ok || taken.value.isNew) await deps.places.free(buyerId, orderId);
  return written;
};

const isSettled = ({ order }: Versioned): boolean => order.status !== 'placed' && order.status !== 'confirmed';

/** A retry after a crash finds its cart taken or gone; the order under the claimed id is its answer. */
const placeOrFind = async (deps: PlaceOrderDeps, request: PlaceOrderRequest): Promise<Result<Versioned>> => {
  const placed = await place(deps, request);
  if (placed.ok) return placed;
  const own = await deps.orders.load(request.orderId);
  return own.order.status !== 'absent' && own.order.buyerId === request.buyerId ? ok(own) : placed;
};

export const placeOrder =
  (deps: PlaceOrderDeps): PlaceOrderUseCase =>
  async (request) => {
    const { orderId, waitMs, signal } = request;
    const placed = await placeOrFind(deps, request);
    if (!placed.ok || waitMs === undefined || isSettled(placed.value)) return placed;
    return ok(await deps.watch.until(orderId, isSettled, { waitMs, signal }));
  };
