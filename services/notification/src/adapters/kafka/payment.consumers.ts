import { paymentRequestedV1, refundAccountNeededV1, refundCompletedV1 } from '@wadah/contracts';
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
  tell(refundCompletedV1, ({ buyerId, orderId, orderNumber, refundId, amountRupiah }) => [
    { template: 'refund_completed', facts: { orderId, orderNumber, refundId, amountRupiah }, ...toAccount(buyerId) },
  ]),
  tell(refundAccountNeededV1, ({ buyerId, orderId, orderNumber, refundId, amountRupiah }) => [
    { template: 'refund_account_needed', facts: { orderId, orderNumber, refundId, amountRupiah }, ...toAccount(buyerId) },
  ]),
];
