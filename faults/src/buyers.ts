import { randomUUID } from 'node:crypto';
import { eventually, Refused } from './client.ts';
import type { Market, Person, Ware } from './market.ts';

const address = {
  recipient: 'Dewi Anggraini',
  phone: '+6280000051214',
  street: 'Jalan Yusuf Martadilaga No. 14',
  district: 'Serang',
  regency: '36.73',
  postalCode: '42117',
};

export type Wish = { readonly ware: Ware; readonly quantity: number };

export type HookMode = 'normal' | 'twice' | 'late' | 'out_of_order' | 'false_state' | 'never';

/** How an order's life goes on once it has its provider's instructions. */
export type Ending =
  | 'received' // paid, shipped by each seller, received by the buyer, released
  | 'refused' // paid, refused by the first seller and fulfilled by the others
  | 'withdrawn' // paid, cancelled seller by seller by its buyer
  | 'cancelled' // cancelled by its buyer before it is paid
  | 'cancelled-while-paying' // both at once
  | 'expired'; // let go by the provider

export type Purchase = {
  readonly buyer: Person;
  readonly wishes: readonly Wish[];
  readonly ending: Ending;
  readonly hooks: HookMode;
  /** Each request once more under its key. */
  readonly twice: boolean;
};

export type Placed = { readonly orderId: string; readonly buyer: Person };

const ended: ReadonlySet<string> = new Set(['rejected', 'cancelled', 'expired', 'closed']);

export const readOrder = async ({ api }: Market, { orderId, buyer }: Placed): Promise<any> =>
  api.must(`GET /v1/orders/${orderId}`, { token: await buyer.token() });

const becomes = (market: Market, placed: Placed, when: (order: any) => boolean): Promise<any> =>
  eventually(`order ${placed.orderId} to go on`, async () => {
    const order = await readOrder(market, placed);
    return when(order) || ended.has(order.status) ? order : undefined;
  });

const sellersOf = (wishes: readonly Wish[]): readonly string[] => [...new Set(wishes.map(({ ware }) => ware.sellerId))];

const cartWith = async ({ api }: Market, { buyer, wishes }: Purchase): Promise<string> => {
  const token = await buyer.token();
  const { cartId } = await api.must('POST /v1/carts', { token });
  for (const { ware, quantity } of wishes) await api.must(`PUT /v1/carts/${cartId}/lines/${ware.variantId}`, { token, body: { quantity } });
  return cartId;
};

/** From an empty cart to an order; undefined where what only catalogue knows refused it at once. */
export const placeOrder = async (market: Market, purchase: Purchase): Promise<Placed> => {
  const cartId = await cartWith(market, purchase);
  const { buyer, wishes, twice } = purchase;
  const deliveries = sellersOf(wishes).map((sellerId) => ({ sellerId, method: 'courier' }));
  const body = { cartId, shippingAddress: address, paymentMethod: 'qris', deliveries };
  const placed = await market.api.must('POST /v1/orders', { token: await buyer.token(), body, twice });
  return { orderId: placed.orderId, buyer };
};

const atProvider = ({ sandbox }: Market, paymentId: string): Promise<string> =>
  eventually(`${paymentId} at the provider`, async () => {
    const { items } = (await sandbox.call('GET /simulator/payments?limit=1000')).body;
    return items.map((payment: any) => payment.orderId as string).find((id: string) => id.includes(paymentId));
  });

const LATE_MS = 4_000;

const setHooks = async (market: Market, providerOrderId: string, mode: HookMode): Promise<void> => {
  if (mode === 'normal') return;
  const hooks = { mode, delayMs: mode === 'late' ? LATE_MS : 0 };
  await market.sandbox.must(`PUT /simulator/payments/${providerOrderId}/switches`, { body: { hooks } });
};

/** Paying twice is 409 at the bank, and paying what has ended meanwhile 410: neither is this buyer's doing. */
const pay = async ({ sandbox }: Market, order: any): Promise<void> => {
  const { status, body } = await sandbox.insist('POST /simulator/qris/payment', { body: { qrString: order.payment.qrString } });
  if (status >= 400 && status !== 409 && status !== 410) throw new Refused(`the bank answered ${status}: ${JSON.stringify(body)}`);
};

type Step = { readonly market: Market; readonly purchase: Purchase; readonly placed: Placed };

const cancel = async ({ market, purchase, placed }: Step): Promise<void> => {
  const options = { token: await placed.buyer.token(), twice: purchase.twice };
  const { status, body } = await market.api.insist(`POST /v1/orders/${placed.orderId}/cancellation`, options);
  if (status >= 400 && body.code !== 'order-already-paid') throw new Refused(`cancellation: ${status} ${JSON.stringify(body)}`);
};

const ownerOf = ({ shops }: Market, sellerId: string): Person => {
  const shop = shops.find((candidate) => candidate.sellerId === sellerId);
  if (shop === undefined) throw new Error(`No shop ${sellerId}.`);
  return shop.owner;
};

const fulfil = async ({ market, purchase, placed }: Step, part: any): Promise<void> => {
  const path = `POST /v1/seller-orders/${part.sellerOrderId}`;
  const owner = ownerOf(market, part.sellerId);
  const { twice } = purchase;
  await market.api.must(`${path}/acceptance`, { token: await owner.token(), twice });
  const body = { courier: 'jne', trackingNumber: `JNE${randomUUID().slice(0, 12).toUpperCase()}` };
  await market.api.must(`${path}/shipment`, { token: await owner.token(), body, twice });
  await market.api.must(`${path}/receipt`, { token: await placed.buyer.token(), twice });
};

const refuse = async ({ market, purchase }: Step, part: any): Promise<void> => {
  const token = await ownerOf(market, part.sellerId).token();
  await market.api.must(`POST /v1/seller-orders/${part.sellerOrderId}/rejection`, {
    token,
    body: { reason: 'seller_other' },
    twice: purchase.twice,
  });
};

const withdraw = async ({ market, purchase, placed }: Step, part: any): Promise<void> => {
  const token = await placed.buyer.token();
  await market.api.must(`POST /v1/seller-orders/${part.sellerOrderId}/cancellation`, { token, twice: purchase.twice });
};

const endParts = async (step: Step, paid: any): Promise<void> => {
  const { ending } = step.purchase;
  for (const [at, part] of paid.sellerOrders.entries()) {
    if (ending === 'withdrawn') await withdraw(step, part);
    else if (ending === 'refused' && at === 0) await refuse(step, part);
    else await fulfil(step, part);
  }
};

const letGo = async ({ market, placed }: Step, providerOrderId: string): Promise<void> => {
  await market.sandbox.must(`POST /v2/${providerOrderId}/expire`, { headers: market.merchant });
  await becomes(market, placed, ({ status }) => ended.has(status));
};

const isPaid = ({ status, sellerOrders }: any): boolean =>
  status === 'paid' && sellerOrders.every((part: any) => part.status !== undefined);

/** Walks one placed order to the end that its plan names, as far as the world lets it. */
export const walkOn = async (step: Step): Promise<void> => {
  const { market, purchase, placed } = step;
  const order = await becomes(market, placed, ({ status }) => status === 'awaiting_payment');
  if (ended.has(order.status)) return;
  if (purchase.ending === 'cancelled') return cancel(step);
  const providerOrderId = await atProvider(market, order.payment.paymentId);
  await setHooks(market, providerOrderId, purchase.hooks);
  if (purchase.ending === 'expired') return letGo(step, providerOrderId);
  if (purchase.ending === 'cancelled-while-paying') await Promise.all([pay(market, order), cancel(step)]);
  else await pay(market, order);
  const paid = await becomes(market, placed, isPaid);
  if (!ended.has(paid.status)) await endParts(step, paid);
};

/** A whole purchase, from an empty cart to its end. */
export const buy = async (market: Market, purchase: Purchase, onPlaced: (placed: Placed) => void): Promise<void> => {
  const placed = await placeOrder(market, purchase);
  onPlaced(placed);
  await walkOn({ market, purchase, placed });
};
