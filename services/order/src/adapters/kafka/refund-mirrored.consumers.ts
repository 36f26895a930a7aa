import { refundAccountNeededV1, refundCompletedV1, refundProcessingV1, refundRequestedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer, type Consumer, type Delivered } from '@wadah/messaging';
import type { Orders } from '../../app/ports.ts';
import { decideMirrorRefund } from '../../domain/mirror-refund.ts';
import type { RefundStatus } from '../../domain/order.ts';

type RefundData = {
  readonly orderId: string;
  readonly refundId: string;
  readonly amountRupiah: number;
  readonly sellerOrderId?: string | undefined;
};

/** The order shows its refunds by payment's own numbering, so a late event never brings an older state back. */
export const refundConsumers = (orders: Orders, now: Now): readonly Consumer[] => {
  const mirror =
    (status: RefundStatus) =>
    ({ data, sequence }: Delivered<RefundData>) => {
      const { orderId, refundId, amountRupiah, sellerOrderId } = data;
      const refund = { refundId, status, amountRupiah, sequence, ...(sellerOrderId === undefined ? {} : { sellerOrderId }) };
      return orders.update(orderId, (order) => decideMirrorRefund(order, { refund, at: now() }));
    };
  return [
    consumer(refundRequestedV1, mirror('requested')),
    consumer(refundProcessingV1, mirror('processing')),
    consumer(refundAccountNeededV1, mirror('account_needed')),
    consumer(refundCompletedV1, mirror('completed')),
  ];
};
