import { aboutOf, isSettled, type Payment, type Settled } from './payment.ts';
import type { Refund } from './refund.ts';

export type FoundRefund = { readonly payment: Settled; readonly refund: Refund };

export const findRefund = (payment: Payment, refundId: string): FoundRefund | undefined => {
  if (!isSettled(payment)) return undefined;
  const refund = payment.refunds.find((candidate) => candidate.refundId === refundId);
  return refund === undefined ? undefined : { payment, refund };
};

/** What the events of a refund tell of it. */
export const stepOf = ({ payment, refund }: FoundRefund, at: Date) => ({
  about: aboutOf(payment),
  refundId: refund.refundId,
  ...(refund.sellerOrderId === undefined ? {} : { sellerOrderId: refund.sellerOrderId }),
  amountRupiah: refund.amountRupiah,
  at,
});
