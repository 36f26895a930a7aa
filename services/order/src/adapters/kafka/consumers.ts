import type { Now } from '@wadah/kit';
import type { Consumer } from '@wadah/messaging';
import type { Mongo } from '@wadah/mongo';
import { sellerMemberRows, sellerMembersConsumer } from '@wadah/service';
import type { Carts, Orders, UnpaidPlaceBook } from '../../app/ports.ts';
import { listingRows, sellerRows } from '../mongo/market.projection.ts';
import { listingConsumers } from './listing-projected.consumers.ts';
import { orderSettledConsumers } from './order-settled.consumers.ts';
import { paymentCapturedConsumer } from './payment-captured.consumer.ts';
import { paymentExpiredConsumer } from './payment-expired.consumer.ts';
import { paymentFailedConsumer } from './payment-failed.consumer.ts';
import { paymentRequestedConsumer } from './payment-requested.consumer.ts';
import { refundConsumers } from './refund-mirrored.consumers.ts';
import { sellerConsumers } from './seller-projected.consumers.ts';
import { stockRejectedConsumer } from './stock-rejected.consumer.ts';
import { stockReservedConsumer } from './stock-reserved.consumer.ts';

export type ConsumerDeps = {
  readonly orders: Orders;
  readonly carts: Carts;
  readonly places: UnpaidPlaceBook;
  readonly mongo: Mongo;
  readonly now: Now;
};

/** Everything order listens to. */
export const orderConsumers = ({ orders, carts, places, mongo, now }: ConsumerDeps): readonly Consumer[] => [
  stockReservedConsumer(orders, now),
  stockRejectedConsumer(orders, now),
  paymentRequestedConsumer(orders, now),
  paymentCapturedConsumer(orders, now),
  paymentExpiredConsumer(orders, now),
  paymentFailedConsumer(orders, now),
  ...refundConsumers(orders, now),
  ...orderSettledConsumers({ orders, carts, places }),
  ...listingConsumers(listingRows(mongo)),
  ...sellerConsumers(sellerRows(mongo)),
  sellerMembersConsumer(sellerMemberRows(mongo)),
];
