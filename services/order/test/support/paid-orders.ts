import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import { clock, type TestClock, type TestMembership } from '@wadah/testing';
import type { OrderConfig } from '../../src/config.ts';
import {
  call,
  fillCart,
  key,
  openWorld,
  orderBody,
  pay,
  publishListing,
  untilStatus,
  type Answer,
  type ListingOptions,
  type Market,
  type World,
} from './order-service.ts';

export type Paid = {
  readonly token: string;
  readonly buyerId: string;
  readonly orderId: string;
  readonly market: Market;
  readonly sellerOrderId: string;
  readonly pickUpCode: string;
};

export const byCourier: ListingOptions = { methods: [{ method: 'courier', priceRupiah: 20_000 }] };

export type Shop = { readonly world: World; readonly service: StartedService<OrderConfig>; readonly now: () => Date };

/** A market of its own for each order, so that no test meets another's. */
export const paidOrderIn = async ({ world, service, now }: Shop, options: ListingOptions = {}, over: object = {}): Promise<Paid> => {
  const market = await publishListing(world, service, options);
  const buyerId = newId('acc');
  const token = world.tokens.user({ accountId: buyerId, now: now() });
  const cartId = await fillCart(service, [market], token);
  const placed = await call(service, 'POST /v1/orders', { token, body: orderBody(cartId, over), headers: key() });
  const orderId = String(placed.body['orderId']);
  await pay(world, { orderId, totalRupiah: Number(placed.body['totalRupiah']) });
  await untilStatus(service, { token, orderId }, 'paid');
  const { body } = await call(service, `GET /v1/orders/${orderId}`, { token });
  const [sellerOrder] = body['sellerOrders'] as { sellerOrderId: string; pickUpCode?: string }[];
  return { token, buyerId, orderId, market, sellerOrderId: sellerOrder?.sellerOrderId ?? '', pickUpCode: sellerOrder?.pickUpCode ?? '' };
};

export const memberIn = ({ world, now }: Shop, sellerId: string, { role = 'seller_staff', accountId = newId('acc') } = {}): string =>
  world.tokens.user({ accountId, memberships: [{ organisationId: sellerId, kind: 'seller', role }], now: now() });

type Command = {
  readonly name: string;
  readonly token: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export const doesIn = ({ service }: Shop, { sellerOrderId }: Pick<Paid, 'sellerOrderId'>, { name, ...rest }: Command): Promise<Answer> =>
  call(service, `POST /v1/seller-orders/${sellerOrderId}/${name}`, rest);

export type Operator = { readonly accountId?: string; readonly memberships?: readonly TestMembership[]; readonly confirmed?: boolean };

/** One suite's shop: an order service under a clock that the test moves, and the people around it. */
export type OpenShop = Shop & {
  readonly moved: TestClock;
  paidOrder(options?: ListingOptions, over?: object): Promise<Paid>;
  member(sellerId: string, role?: string, accountId?: string): string;
  staff(role: 'operator' | 'auditor', operator?: Operator): string;
  does(
    paid: Pick<Paid, 'sellerOrderId'>,
    name: string,
    token: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
  stop(): Promise<void>;
};

export const openShop = async (variables: Readonly<Record<string, string>> = {}, start: Date = new Date()): Promise<OpenShop> => {
  const moved = clock(start);
  const world = await openWorld();
  const service = await world.start({ now: moved.now, variables: { DEADLINE_SWEEP_MS: '100', ...variables } });
  const shop: Shop = { world, service, now: moved.now };
  return {
    ...shop,
    moved,
    paidOrder: (options, over) => paidOrderIn(shop, options, over),
    member: (sellerId, role = 'seller_staff', accountId = newId('acc')) => memberIn(shop, sellerId, { role, accountId }),
    staff: (role, { accountId = newId('acc'), memberships = [], confirmed = true } = {}) =>
      world.tokens.user({ accountId, roles: [role], memberships, now: moved.now(), ...(confirmed ? { confirmedAt: moved.now() } : {}) }),
    does: (paid, name, token, body, headers = {}) => doesIn(shop, paid, { name, token, body, headers }),
    stop: () => world.stop(),
  };
};
