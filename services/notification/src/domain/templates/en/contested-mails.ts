import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf, sellerNameOf } from '../order-lines.ts';
import type { ContestedTemplates, Details } from '../template.ts';
import { words } from './words.ts';

const toOrder = (details: Details, orderId: string): Block => link('See the order', pageOf(details, `/orders/${orderId}`));
const toSale = (details: Details, sellerOrderId: string): Block => link('Open the sale', pageOf(details, `/sales/${sellerOrderId}`));
const store = (details: Details, sellerOrderId: string) => sellerNameOf(details, sellerOrderId) ?? 'the seller';

/** What becomes of a hand-over that is in doubt, told to both sides, and to operators while they let it wait. */
export const contestedMails: ContestedTemplates = {
  contested_parcel: {
    title: ({ orderNumber }) => `We are looking into order ${orderNumber}`,
    body: ({ orderId, sellerOrderId, sellerId, reason }, details) => [
      text(`This is about the part of your order from ${store(details, sellerOrderId)}.`, wordIn(words.contestReason, reason)),
      ...linesOf(details, 'en', sellerId),
      text('An operator decides. Until then we keep your money, and you can still say that you have received it.'),
      toOrder(details, orderId),
    ],
  },
  contested_sale: {
    title: ({ orderNumber }) => `Sale ${orderNumber} waits for an operator’s decision`,
    body: ({ sellerOrderId, sellerId, reason }, details) => [
      text(wordIn(words.contestSaleReason, reason)),
      ...linesOf(details, 'en', sellerId),
      text('An operator decides, and the money is kept until then. Keep the proof that you handed it over.'),
      toSale(details, sellerOrderId),
    ],
  },
  contested_parcel_released: {
    title: ({ orderNumber }) => `Decision on order ${orderNumber}: it counts as received`,
    body: ({ orderId, sellerOrderId }, details) => [
      text(`An operator decided that ${store(details, sellerOrderId)} fulfilled this part of your order. The seller gets the money.`),
      text('The decision is final.'),
      toOrder(details, orderId),
    ],
  },
  contested_sale_released: {
    title: ({ orderNumber }) => `Decision on sale ${orderNumber}: the money is yours`,
    body: ({ sellerOrderId, amountRupiah }, details) => [
      text('An operator decided that you fulfilled this order.'),
      text(`${rupiahText(amountRupiah, 'en')}, less the commission, goes to your store’s balance. The decision is final.`),
      toSale(details, sellerOrderId),
    ],
  },
  contested_parcel_refunded: {
    title: ({ orderNumber }) => `Decision on order ${orderNumber}: you get your money back`,
    body: ({ orderId, sellerOrderId, sellerId, amountRupiah }, details) => [
      text(`An operator decided that the part from ${store(details, sellerOrderId)} is cancelled.`),
      ...linesOf(details, 'en', sellerId),
      text(`We pay ${rupiahText(amountRupiah, 'en')} back to you. The decision is final.`),
      toOrder(details, orderId),
    ],
  },
  contested_sale_refunded: {
    title: ({ orderNumber }) => `Decision on sale ${orderNumber}: the buyer gets the money back`,
    body: ({ sellerOrderId, sellerId }, details) => [
      text('An operator decided that this order is cancelled and the buyer gets the money back. The decision is final.'),
      ...linesOf(details, 'en', sellerId),
      toSale(details, sellerOrderId),
    ],
  },
  contested_overdue: {
    title: ({ orderNumber }) => `Order ${orderNumber} has waited three days for a decision`,
    body: ({ orderNumber, sellerOrderId, contestedAt }, details) => [
      text('Buyer and seller wait for an operator, and the money waits with them.'),
      facts(['Order number', orderNumber], ['Contested since', timeText(contestedAt, 'en')]),
      link('Open the case', pageOf(details, `/decisions/${sellerOrderId}`)),
    ],
  },
};
