import { id, orderNumber, rupiah } from '../shapes.ts';

/** What every step of a refund tells. */
export const refundFacts = {
  refundId: id,
  paymentId: id,
  orderId: id,
  orderNumber,
  buyerId: id,
  sellerOrderId: id.optional(),
  amountRupiah: rupiah,
};

export const refundExample = {
  refundId: 'ref_0198c5a0-0000-7000-8000-000000000002',
  paymentId: 'pay_0198c5a0-0000-7000-8000-000000000001',
  orderId: 'ord_0198c5a0-0000-7000-8000-000000000001',
  orderNumber: 'WDH-20261124-7K3F9Q',
  buyerId: 'acc_0198c5a0-0000-7000-8000-000000000004',
  sellerOrderId: 'so_0198c5a0-0000-7000-8000-000000000002',
  amountRupiah: 79_000,
};
