import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf } from '../order-lines.ts';
import type { Details, SaleTemplates } from '../template.ts';
import { words } from './words.ts';

const toSale = (details: Details, sellerOrderId: string): Block => link('Open the sale', pageOf(details, `/sales/${sellerOrderId}`));

export const saleMails: SaleTemplates = {
  sale_opened: {
    title: ({ orderNumber }) => `New order ${orderNumber} is paid`,
    body: ({ sellerOrderId, sellerId, orderNumber, amountRupiah, deliveryMethod, acceptBy }, details) => [
      text('There is a new, paid order for your store.'),
      ...linesOf(details, 'en', sellerId),
      facts(
        ['Order number', orderNumber],
        ['Value', rupiahText(amountRupiah, 'en')],
        ['Hand-over', wordIn(words.deliveryMethod, deliveryMethod)],
        ['Accept before', timeText(acceptBy, 'en')],
      ),
      text('If it is not accepted by then, it is cancelled and the buyer gets the money back.'),
      toSale(details, sellerOrderId),
    ],
  },
  sale_completed: {
    title: ({ orderNumber }) => `Sale ${orderNumber} is complete`,
    body: ({ sellerOrderId, amountRupiah }, details) => [
      text(`This order is complete. ${rupiahText(amountRupiah, 'en')}, less the commission, goes to your store’s balance.`),
      toSale(details, sellerOrderId),
    ],
  },
  sale_cancelled: {
    title: ({ orderNumber }) => `Sale ${orderNumber} is cancelled`,
    body: ({ sellerOrderId, sellerId, reason, countedAgainstSeller }, details) => [
      text(`This order was cancelled: ${wordIn(words.saleReason, reason)}. Please do not send the goods; the buyer gets the money back.`),
      ...(countedAgainstSeller === true ? [text('This is counted against your store.')] : []),
      ...linesOf(details, 'en', sellerId),
      toSale(details, sellerOrderId),
    ],
  },
};
