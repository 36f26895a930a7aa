import {
  orderCancelledV1,
  orderExpiredV1,
  orderPaidV1,
  orderRejectedV1,
  sellerOrderCancelledV1,
  sellerOrderCompletedV1,
  sellerOrderContestedV1,
  sellerOrderDecisionOverdueV1,
  sellerOrderDeliveredV1,
  sellerOrderOpenedV1,
  sellerOrderShippedV1,
} from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import type { Notice } from '../../domain/message.ts';
import { toAccount, toMembers, toOperators, type Telling } from './telling.ts';

type OfSellerOrder = { readonly orderId: string; readonly orderNumber: string; readonly sellerOrderId: string; readonly sellerId: string };
type Amounts = { readonly goodsRupiah: number; readonly shippingRupiah: number; readonly taxRupiah: number };

const part = ({ orderId, orderNumber, sellerOrderId, sellerId }: OfSellerOrder): OfSellerOrder => ({
  orderId,
  orderNumber,
  sellerOrderId,
  sellerId,
});
const sum = ({ goodsRupiah, shippingRupiah, taxRupiah }: Amounts): number => goodsRupiah + shippingRupiah + taxRupiah;

type Ended = OfSellerOrder & Amounts;

const completedBy = (completed: Ended, buyerId: string): readonly Notice[] => [
  { template: 'parcel_completed', facts: part(completed), ...toAccount(buyerId) },
  { template: 'sale_completed', facts: { ...part(completed), amountRupiah: sum(completed) }, ...toMembers(completed.sellerId) },
];

const decidedForSeller = (completed: Ended, buyerId: string): readonly Notice[] => [
  { template: 'contested_parcel_released', facts: part(completed), ...toAccount(buyerId) },
  { template: 'contested_sale_released', facts: { ...part(completed), amountRupiah: sum(completed) }, ...toMembers(completed.sellerId) },
];

const decidedForBuyer = (cancelled: Ended, buyerId: string): readonly Notice[] => [
  { template: 'contested_parcel_refunded', facts: { ...part(cancelled), amountRupiah: sum(cancelled) }, ...toAccount(buyerId) },
  { template: 'contested_sale_refunded', facts: part(cancelled), ...toMembers(cancelled.sellerId) },
];

const orderEnds = (tell: Telling): readonly Consumer[] => [
  tell(orderPaidV1, ({ orderId, orderNumber, buyerId, totalRupiah }) => [
    { template: 'order_paid', facts: { orderId, orderNumber, totalRupiah }, ...toAccount(buyerId) },
  ]),
  tell(orderRejectedV1, ({ orderId, orderNumber, buyerId, reason }) => [
    { template: 'order_rejected', facts: { orderId, orderNumber, reason }, ...toAccount(buyerId) },
  ]),
  tell(orderExpiredV1, ({ orderId, orderNumber, buyerId }) => [
    { template: 'order_expired', facts: { orderId, orderNumber }, ...toAccount(buyerId) },
  ]),
  tell(orderCancelledV1, ({ orderId, orderNumber, buyerId, reason }) => [
    { template: 'order_cancelled', facts: { orderId, orderNumber, reason }, ...toAccount(buyerId) },
  ]),
];

const sellerOrderSteps = (tell: Telling): readonly Consumer[] => [
  tell(sellerOrderOpenedV1, ({ deliveryMethod, acceptBy, ...opened }) => [
    {
      template: 'sale_opened',
      facts: { ...part(opened), amountRupiah: sum(opened), deliveryMethod, acceptBy },
      ...toMembers(opened.sellerId),
    },
  ]),
  tell(sellerOrderShippedV1, ({ buyerId, deliveryMethod, courier, trackingNumber, ...shipped }) => {
    const way = { deliveryMethod, ...(courier !== undefined && { courier }), ...(trackingNumber !== undefined && { trackingNumber }) };
    return [{ template: 'parcel_shipped', facts: { ...part(shipped), ...way }, ...toAccount(buyerId) }];
  }),
  tell(sellerOrderDeliveredV1, ({ buyerId, completesAt, ...delivered }) => [
    { template: 'parcel_delivered', facts: { ...part(delivered), completesAt }, ...toAccount(buyerId) },
  ]),
  tell(sellerOrderCompletedV1, ({ buyerId, by, ...completed }) =>
    by === 'decision' ? decidedForSeller(completed, buyerId) : completedBy(completed, buyerId),
  ),
  tell(sellerOrderCancelledV1, ({ buyerId, reason, countedAgainstSeller, ...cancelled }) => {
    if (reason === 'decision') return decidedForBuyer(cancelled, buyerId);
    return [
      { template: 'parcel_cancelled', facts: { ...part(cancelled), reason, amountRupiah: sum(cancelled) }, ...toAccount(buyerId) },
      { template: 'sale_cancelled', facts: { ...part(cancelled), reason, countedAgainstSeller }, ...toMembers(cancelled.sellerId) },
    ];
  }),
];

const contests = (tell: Telling): readonly Consumer[] => [
  tell(sellerOrderContestedV1, ({ buyerId, reason, ...contested }) => [
    { template: 'contested_parcel', facts: { ...part(contested), reason }, ...toAccount(buyerId) },
    { template: 'contested_sale', facts: { ...part(contested), reason }, ...toMembers(contested.sellerId) },
  ]),
  tell(sellerOrderDecisionOverdueV1, ({ contestedAt, ...contested }) => [
    { template: 'contested_overdue', facts: { ...part(contested), contestedAt }, ...toOperators() },
  ]),
];

export const orderConsumers = (tell: Telling): readonly Consumer[] => [...orderEnds(tell), ...sellerOrderSteps(tell), ...contests(tell)];
