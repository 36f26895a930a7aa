import {
  orderCancelledV1,
  orderConfirmedV1,
  orderExpiredV1,
  orderRejectedV1,
  sellerOrderCancelledV1,
  sellerOrderCompletedV1,
} from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { consumer, type Consumer } from '@wadah/messaging';
import type { Payments } from '../../app/ports.ts';
import { decideEndOrder } from '../../domain/end-order.ts';
import { decideRefundPart, decideReleasePart } from '../../domain/escrow.ts';
import { paymentIdOf, type SellerPart } from '../../domain/payment.ts';
import { decideRequestPayment } from '../../domain/request-payment.ts';

type Deps = { readonly payments: Payments; readonly expirySecondsOf: (method: string) => number; readonly now: Now };

const partOf = ({ sellerOrderId, sellerId, goodsRupiah, shippingRupiah, taxRupiah }: SellerPart): SellerPart => ({
  sellerOrderId,
  sellerId,
  goodsRupiah,
  shippingRupiah,
  taxRupiah,
});

const orderConfirmedConsumer = ({ payments, expirySecondsOf, now }: Deps) =>
  consumer(orderConfirmedV1, ({ data }) => {
    const { orderId, orderNumber, buyerId, paymentMethod: method, totalRupiah } = data;
    const order = { orderId, orderNumber, buyerId, method, totalRupiah, parts: data.sellerOrders.map(partOf) };
    const expirySeconds = expirySecondsOf(method);
    const decide = (payment: Parameters<typeof decideRequestPayment>[0]) =>
      decideRequestPayment(payment, { ...order, expirySeconds, at: now() });
    return payments.update(paymentIdOf(orderId), decide, { expectAbsent: true });
  });

const orderEndedConsumer = ({ payments, now }: Deps) =>
  consumer([orderCancelledV1, orderExpiredV1, orderRejectedV1], ({ data }) =>
    payments.update(paymentIdOf(data.orderId), (payment) => decideEndOrder(payment, { at: now() })),
  );

const sellerOrderCompletedConsumer = ({ payments, now }: Deps) =>
  consumer(sellerOrderCompletedV1, ({ data }) =>
    payments.update(paymentIdOf(data.orderId), (payment) => decideReleasePart(payment, { part: partOf(data), at: now() })),
  );

const sellerOrderCancelledConsumer = ({ payments, now }: Deps) =>
  consumer(sellerOrderCancelledV1, ({ data }) =>
    payments.update(paymentIdOf(data.orderId), (payment) =>
      decideRefundPart(payment, { part: partOf(data), cause: data.reason, at: now() }),
    ),
  );

/** Translate, decide, nothing more: the calls to the provider follow from the states that these write. */
export const orderConsumers = (deps: Deps): readonly Consumer[] => [
  orderConfirmedConsumer(deps),
  orderEndedConsumer(deps),
  sellerOrderCompletedConsumer(deps),
  sellerOrderCancelledConsumer(deps),
];
