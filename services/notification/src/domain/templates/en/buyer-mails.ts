import { code, facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf, sellerNameOf } from '../order-lines.ts';
import type { BuyerTemplates, Details } from '../template.ts';
import { words } from './words.ts';

const rupiah = (amount: number) => rupiahText(amount, 'en');
const time = (instant: string) => timeText(instant, 'en');
const toOrder = (details: Details, orderId: string): Block => link('See the order', pageOf(details, `/orders/${orderId}`));
const store = (details: Details, sellerOrderId: string) => sellerNameOf(details, sellerOrderId) ?? 'the seller';

const pickUpCodes = ({ order }: Details): readonly Block[] =>
  (order?.sellerOrders ?? []).flatMap(({ sellerName, pickUpCode }) =>
    pickUpCode === undefined ? [] : [text(`Pick-up code at ${sellerName}; show it only when the goods are handed over:`), code(pickUpCode)],
  );

export const buyerMails: BuyerTemplates = {
  how_to_pay: {
    title: ({ orderNumber }) => `How to pay for order ${orderNumber}`,
    body: ({ orderId, orderNumber, amountRupiah, paymentMethod, vaNumber, qrString, expiresAt }, details) => [
      text('Your order is reserved with its sellers. Please pay before the time below; after it the order is cancelled by itself.'),
      facts(
        ['Order number', orderNumber],
        ['Amount', rupiah(amountRupiah)],
        ['Payment method', wordIn(words.paymentMethod, paymentMethod)],
        ['Pay before', time(expiresAt)],
      ),
      ...(vaNumber === undefined ? [] : [text('Virtual account number:'), code(vaNumber)]),
      ...(qrString === undefined ? [] : [text('Scan the QR code on the order’s page, or make a QR code of this text:'), code(qrString)]),
      text('Pay exactly the amount above. Wadah never asks for your PIN or OTP.'),
      toOrder(details, orderId),
    ],
  },
  order_paid: {
    title: ({ orderNumber }) => `We have your payment for order ${orderNumber}`,
    body: ({ orderId, totalRupiah }, details) => [
      text(`Thank you. Your payment of ${rupiah(totalRupiah)} has arrived and the sellers know.`),
      ...linesOf(details, 'en'),
      ...pickUpCodes(details),
      text('We keep your money until you have the goods or the service.'),
      toOrder(details, orderId),
    ],
  },
  order_rejected: {
    title: ({ orderNumber }) => `Order ${orderNumber} cannot be fulfilled`,
    body: ({ orderId, reason }, details) => [
      text(
        `Sorry, your order cannot be fulfilled: ${wordIn(words.orderRejection, reason)}.`,
        'Nothing was charged, and your cart is still there.',
      ),
      toOrder(details, orderId),
    ],
  },
  order_expired: {
    title: ({ orderNumber }) => `The time to pay for order ${orderNumber} is over`,
    body: ({ orderId }, details) => [
      text('Your payment had not arrived in time, so this order is cancelled. If you have paid after all, all of it is paid back.'),
      toOrder(details, orderId),
    ],
  },
  order_cancelled: {
    title: ({ orderNumber }) => `Order ${orderNumber} is cancelled`,
    body: ({ orderId, reason }, details) => [
      text(`This order was cancelled ${wordIn(words.cancelReason, reason)}. If you have paid after all, all of it is paid back.`),
      toOrder(details, orderId),
    ],
  },
  parcel_shipped: {
    title: ({ orderNumber }) => `Order ${orderNumber} is on its way`,
    body: ({ orderId, sellerOrderId, sellerId, courier, trackingNumber }, details) => [
      text(`The goods from ${store(details, sellerOrderId)} are on their way.`),
      ...linesOf(details, 'en', sellerId),
      ...(trackingNumber === undefined ? [] : [facts(['Courier', courier?.toUpperCase() ?? '-'], ['Tracking number', trackingNumber])]),
      toOrder(details, orderId),
    ],
  },
  parcel_delivered: {
    title: ({ orderNumber }) => `Order ${orderNumber} is said to have arrived`,
    body: ({ orderId, sellerOrderId, completesAt }, details) => [
      text(`${store(details, sellerOrderId)} says that your order has arrived.`),
      text(`If it has not, tell us before ${time(completesAt)}. After that it counts as received and the seller gets the money.`),
      toOrder(details, orderId),
    ],
  },
  parcel_completed: {
    title: ({ orderNumber }) => `Order ${orderNumber} is complete`,
    body: ({ orderId, sellerOrderId }, details) => [
      text(`The part of your order from ${store(details, sellerOrderId)} is complete. Thank you for buying from local businesses.`),
      toOrder(details, orderId),
    ],
  },
  parcel_cancelled: {
    title: ({ orderNumber }) => `A part of order ${orderNumber} is cancelled`,
    body: ({ orderId, sellerOrderId, sellerId, reason, amountRupiah }, details) => [
      text(`The part from ${store(details, sellerOrderId)} is cancelled: ${wordIn(words.parcelReason, reason)}.`),
      ...linesOf(details, 'en', sellerId),
      text(`We pay ${rupiah(amountRupiah)} back to you. Parts of the order from other sellers are not changed.`),
      toOrder(details, orderId),
    ],
  },
};
