import {
  paymentCapturedV1,
  paymentFailedV1,
  paymentRequestedV1,
  refundAccountGivenV1,
  refundAccountNeededV1,
  refundCompletedV1,
} from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { toAccount, type Telling } from './telling.ts';

export const paymentConsumers = (tell: Telling): readonly Consumer[] => [
  tell(paymentRequestedV1, ({ buyerId, orderId, orderNumber, amountRupiah, paymentMethod, vaNumber, qrString, expiresAt }) => {
    const how = { ...(vaNumber !== undefined && { vaNumber }), ...(qrString !== undefined && { qrString }) };
    return [
      {
        template: 'how_to_pay',
        facts: { orderId, orderNumber, amountRupiah, paymentMethod, expiresAt, ...how },
        ...toAccount(buyerId),
      },
    ];
  }),
  // Money in time is told by the order, which says what happens next.
  tell(paymentCapturedV1, ({ buyerId, orderId, orderNumber, amountRupiah, late }) =>
    late ? [{ template: 'payment_late', facts: { orderId, orderNumber, amountRupiah }, ...toAccount(buyerId) }] : [],
  ),
  // A refused charge is told by the order's cancellation; another amount may also arrive when the order has long ended.
  tell(paymentFailedV1, ({ buyerId, orderId, orderNumber, reason }) =>
    reason === 'amount_mismatch' ? [{ template: 'payment_mismatched', facts: { orderId, orderNumber }, ...toAccount(buyerId) }] : [],
  ),
  tell(refundCompletedV1, ({ buyerId, orderId, orderNumber, refundId, amountRupiah }) => [
    { template: 'refund_completed', facts: { orderId, orderNumber, refundId, amountRupiah }, ...toAccount(buyerId) },
  ]),
  tell(refundAccountNeededV1, ({ buyerId, orderId, orderNumber, refundId, amountRupiah }) => [
    { template: 'refund_account_needed', facts: { orderId, orderNumber, refundId, amountRupiah }, ...toAccount(buyerId) },
  ]),
  tell(refundAccountGivenV1, ({ buyerId, orderId, orderNumber, refundId, amountRupiah, transferAt }) => [
    { template: 'refund_account_given', facts: { orderId, orderNumber, refundId, amountRupiah, transferAt }, ...toAccount(buyerId) },
  ]),
];
