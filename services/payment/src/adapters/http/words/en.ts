import type { Words } from './words.ts';

export const en: Words = {
  paymentStatus: {
    requested: 'Waiting for payment',
    captured: 'Paid',
    expired: 'Not paid in time',
    voided: 'Cancelled',
    failed: 'The payment failed',
    mismatched: 'Another amount was received; all of it goes back',
  },
  escrow: {
    unpaid: 'Not paid yet',
    held: 'The money is held for the seller',
    released: 'The money went to the seller',
    refunded: 'The money goes back to the buyer',
  },
  refundStatus: {
    requested: 'Refund started',
    processing: 'The money is on its way back',
    account_needed: 'Waiting for the buyer’s bank account',
    completed: 'The money was paid back',
  },
  refundReason: {
    seller_order_cancelled: 'The order at this seller was cancelled',
    late_capture: 'The payment came after its time',
    order_ended: 'The order had ended',
    amount_mismatch: 'The amount paid is not the amount asked for',
  },
  cause: {
    out_of_stock: 'Out of stock',
    damaged: 'The goods are damaged',
    seller_other: 'The seller cannot fulfil the order',
    buyer_withdrew: 'Withdrawn by the buyer before the seller accepted',
    not_accepted: 'The seller did not answer in time',
    not_shipped: 'The seller did not ship in time',
    decision: 'Decided by an operator',
    other: 'Another reason',
  },
  statementKind: {
    capture: 'The buyer’s money came in',
    release: 'The money went to the seller',
    refund: 'The money goes back to the buyer',
  },
};
