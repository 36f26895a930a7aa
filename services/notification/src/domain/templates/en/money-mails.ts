import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, MoneyTemplates } from '../template.ts';

const rupiah = (amount: number) => rupiahText(amount, 'en');
const toOrder = (details: Details, orderId: string): Block => link('See the order', pageOf(details, `/orders/${orderId}`));
const neverByMail = text('Sign in to Wadah and give an account in your own name. Never send an account number by mail.');

export const moneyMails: MoneyTemplates = {
  payment_late: {
    title: ({ orderNumber }) => `Your payment for order ${orderNumber} came too late`,
    body: ({ orderId, amountRupiah }, details) => [
      text(`Your payment of ${rupiah(amountRupiah)} arrived when the order had ended already. We pay all of it back to you.`),
      text('If you still want the goods, please order again.'),
      toOrder(details, orderId),
    ],
  },
  payment_mismatched: {
    title: ({ orderNumber }) => `The amount paid for order ${orderNumber} is not the right one`,
    body: ({ orderId }, details) => [
      text('The amount that arrived is not the one that we asked for, so the order is cancelled and we pay back all that arrived.'),
      text('If you still want the goods, please order again and pay exactly the amount shown.'),
      toOrder(details, orderId),
    ],
  },
  refund_completed: {
    title: ({ orderNumber }) => `The money for order ${orderNumber} was paid back`,
    body: ({ orderId, amountRupiah }, details) => [text(`${rupiah(amountRupiah)} was paid back to you.`), toOrder(details, orderId)],
  },
  refund_account_needed: {
    title: ({ orderNumber }) => `We need your bank account to pay back order ${orderNumber}`,
    body: ({ orderId, amountRupiah }, details) => [
      text(`${rupiah(amountRupiah)} is yours, but the way you paid cannot take money back, or the account you gave did not take it.`),
      neverByMail,
      text('We keep reminding you until you have your money.'),
      toOrder(details, orderId),
    ],
  },
  refund_account_given: {
    title: ({ orderNumber }) => `A bank account was given for the refund of order ${orderNumber}`,
    body: ({ orderId, orderNumber, amountRupiah, transferAt }, details) => [
      text('You gave a bank account for this refund, or another one instead of it.'),
      facts(['Order number', orderNumber], ['Amount', rupiah(amountRupiah)], ['Transfer from', timeText(transferAt, 'en')]),
      text('Until then you can give another account. If it was not you, do that now and change your password.'),
      toOrder(details, orderId),
    ],
  },
};
