import { newId } from '@wadah/kit';
import type { StartedService } from '@wadah/service';
import type { OrderConfig } from '../../src/config.ts';
import {
  call,
  fillCart,
  key,
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

export const doesIn = (
  { service }: Shop,
  { sellerOrderId }: Paid,
  command: { readonly name: string; readonly token: string; readonly body?: unknown },
): Promise<Answer> =>
  call(service, `POST /v1/seller-orders/${sellerOrderId}/${command.name}`, { token: command.token, body: command.body });
