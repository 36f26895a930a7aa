import {
  listingPublishedV1,
  paymentCapturedV1,
  paymentRequestedV1,
  sellerVerifiedV1,
  stockRejectedV1,
  stockReservedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { idLike, newId, type Now } from '@wadah/kit';
import { startService, type Chassis, type StartedService } from '@wadah/service';
import {
  capture,
  eventually,
  freshNames,
  publisher,
  serviceVariables,
  tokens,
  type Capture,
  type FreshNames,
  type Publisher,
  type PublishOptions,
  type TestMembership,
  type TestTokens,
} from '@wadah/testing';
import { indexes } from '../../src/adapters/indexes.ts';
import type { Announcements } from '../../src/app/order-watch.ts';
import { readConfig, type OrderConfig } from '../../src/config.ts';
import { startOrder } from '../../src/service.ts';
import { address } from './orders.ts';

type Json = Record<string, unknown>;

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Json };

export type StartOptions = {
  readonly variables?: Readonly<Record<string, string>>;
  readonly hear?: (real: Announcements) => Announcements;
  readonly now?: Now;
  /** Another build of the service, on a chassis that does something else. */
  readonly build?: (chassis: Chassis<OrderConfig>) => Chassis<OrderConfig>;
};

export type Call = {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Market = { readonly sellerId: string; readonly listingId: string; readonly variantId: string; readonly priceRupiah: number };

/** One suite's order service with everything around it played by the test. */
export type World = {
  readonly names: FreshNames;
  readonly tokens: TestTokens;
  readonly events: Capture;
  start(options?: StartOptions): Promise<StartedService<OrderConfig>>;
  publish(event: OutgoingEvent, options?: PublishOptions): Promise<string>;
  buyer(accountId?: string, memberships?: readonly TestMembership[]): string;
  stop(): Promise<void>;
};

/** All processes of a suite share the keys that carts and cursors are signed with. */
const hashKey = Buffer.alloc(32, 7).toString('base64');

export const openWorld = async (): Promise<World> => {
  const names = await freshNames('order');
  const identity = await tokens();
  const events = await capture(names, ['order.events']);
  const producer: Publisher = await publisher(names);
  const services: StartedService<OrderConfig>[] = [];
  return {
    names,
    tokens: identity,
    events,
    start: async ({ variables = {}, hear, now, build = (chassis: Chassis<OrderConfig>) => chassis } = {}) => {
      const config = readConfig(serviceVariables(names, identity.identityUrl, { HASH_KEY: hashKey, ...variables }));
      const service = await startService({
        name: 'order',
        config,
        indexes,
        start: (chassis) => startOrder(build(now === undefined ? chassis : { ...chassis, now }), hear),
      });
      services.push(service);
      // A member that is stopped while it joins its group leaves connections behind in the client.
      await eventually('the service is ready', async () => (await fetch(`${service.url}/health/ready`)).status === 200, {
        timeoutMs: 30_000,
      });
      return service;
    },
    publish: (event, options) => producer.publish(event, options),
    buyer: (accountId = newId('acc'), memberships = []) => identity.user({ accountId, memberships }),
    stop: async () => {
      await Promise.all(services.map((service) => service.stop().catch(() => undefined)));
      await Promise.all([events.stop(), producer.stop(), identity.stop()]);
      await names.drop();
    },
  };
};

export const call = async (service: { readonly url: string }, operation: string, { token, body, headers }: Call = {}): Promise<Answer> => {
  const [method = 'GET', path = '/'] = operation.split(' ');
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
};

export type ListingOptions = {
  readonly priceRupiah?: number;
  readonly kind?: 'goods' | 'tour' | 'service';
  readonly serviceDate?: string;
  readonly sellerId?: string;
  readonly methods?: readonly {
    readonly method: 'courier' | 'own_delivery' | 'pick_up' | 'on_site';
    readonly priceRupiah: number;
    readonly regencies?: string[];
  }[];
};

/** A verified seller with one published variant, as catalogue and seller tell of them. */
export const publishListing = async (world: World, service: { readonly url: string }, options: ListingOptions = {}): Promise<Market> => {
  const {
    priceRupiah = 32_000,
    kind = 'goods',
    sellerId = newId('sel'),
    methods = [{ method: 'own_delivery', priceRupiah: 15_000 }],
  } = options;
  const [listingId, variantId, time] = [newId('lst'), newId('var'), new Date()];
  const agencyId = newId('agy');
  await world.publish(
    sellerVerifiedV1.from({
      subject: sellerId,
      time,
      data: { sellerId, agencyId, name: 'Dapur Ibu Haji', regency: '36.73', level: 'L1', deliveryMethods: [...methods] },
    }),
  );
  const variant = {
    variantId,
    sku: 'SB-2',
    name: 'Isi 2',
    priceRupiah,
    ...(options.serviceDate === undefined ? {} : { serviceDate: options.serviceDate }),
  };
  await world.publish(
    listingPublishedV1.from({
      subject: listingId,
      time,
      data: { listingId, sellerId, agencyId, categoryId: 'cat_1', kind, title: 'Sate bandeng', variants: [variant] },
    }),
  );
  const market = { sellerId, listingId, variantId, priceRupiah };
  const cartId = await newCart(service);
  await eventually('the listing is known and on sale', async () => {
    const put = await call(service, `PUT /v1/carts/${cartId}/lines/${variantId}`, { body: { quantity: 1 } });
    const quote = put.status === 200 ? await call(service, `POST /v1/carts/${cartId}/quote`, { body: { shippingAddress: address } }) : put;
    return quote.status === 200;
  });
  return market;
};

export const newCart = async (service: { readonly url: string }): Promise<string> => {
  const { body } = await call(service, 'POST /v1/carts');
  return String(body['cartId']);
};

export const fillCart = async (service: { readonly url: string }, markets: readonly Market[], token?: string): Promise<string> => {
  const cartId = await newCart(service);
  for (const { variantId } of markets) {
    const put = await call(service, `PUT /v1/carts/${cartId}/lines/${variantId}`, { token, body: { quantity: 2 } });
    if (put.status !== 200) throw new Error(`The cart refused a line: ${JSON.stringify(put.body)}`);
  }
  return cartId;
};

export const orderBody = (cartId: string, over: object = {}) => ({ cartId, shippingAddress: address, paymentMethod: 'qris', ...over });

export const key = (): Record<string, string> => ({ 'idempotency-key': newId('key') });

export const placeOrder = async (
  service: { readonly url: string },
  token: string,
  cartId: string,
): Promise<{ orderId: string; totalRupiah: number }> => {
  const placed = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId), headers: key() });
  if (placed.status !== 201) throw new Error(`The order was refused: ${JSON.stringify(placed.body)}`);
  return { orderId: String(placed.body['orderId']), totalRupiah: Number(placed.body['totalRupiah']) };
};

export const statusOf = async (service: { readonly url: string }, token: string, orderId: string): Promise<unknown> =>
  (await call(service, `GET /v1/orders/${orderId}`, { token })).body['status'];

export const untilStatus = (service: { readonly url: string }, of: { readonly token: string; readonly orderId: string }, status: string) =>
  eventually(`the order is ${status}`, async () => (await statusOf(service, of.token, of.orderId)) === status);

const paymentData = (orderId: string, totalRupiah: number) => ({
  paymentId: idLike('pay', orderId),
  orderId,
  orderNumber: 'WDH-20261124-7K3F9Q',
  buyerId: 'acc_1',
  amountRupiah: totalRupiah,
});

export const reserved = (orderId: string) =>
  stockReservedV1.from({ subject: idLike('res', orderId), time: new Date(), data: { reservationId: idLike('res', orderId), orderId } });

/** Catalogue has one of the two that were wanted. */
export const stockRejected = (orderId: string, { variantId }: Pick<Market, 'variantId'>) =>
  stockRejectedV1.from({
    subject: idLike('res', orderId),
    time: new Date(),
    data: {
      reservationId: idLike('res', orderId),
      orderId,
      reason: 'insufficient_stock',
      lines: [{ variantId, fault: 'insufficient_stock', requested: 2, available: 1 }],
    },
  });

export const requested = (orderId: string, totalRupiah: number) =>
  paymentRequestedV1.from({
    subject: idLike('pay', orderId),
    time: new Date(),
    data: {
      ...paymentData(orderId, totalRupiah),
      paymentMethod: 'qris',
      qrString: '00020101',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    },
  });

export const captured = (orderId: string, totalRupiah: number, late = false) =>
  paymentCapturedV1.from({ subject: idLike('pay', orderId), time: new Date(), data: { ...paymentData(orderId, totalRupiah), late } });

/** Catalogue holds the stock; payment learns of it only by the event that follows. */
export const confirm = async (world: World, { orderId }: { readonly orderId: string }): Promise<void> => {
  await world.publish(reserved(orderId), { sequence: 1 });
  await world.events.waitFor('order.confirmed.v1', { subject: orderId });
};

/** Catalogue holds the stock, payment takes the money. */
export const pay = async (world: World, order: { readonly orderId: string; readonly totalRupiah: number }): Promise<void> => {
  await confirm(world, order);
  await world.publish(requested(order.orderId, order.totalRupiah), { sequence: 1 });
  await world.publish(captured(order.orderId, order.totalRupiah), { sequence: 2 });
};
