import type { Found, StoredAggregate, StoredOrder, StoredPayment, TopicEvent } from '../../found.ts';

export const now = new Date('2026-11-24T12:00:00Z');

export const minutesAgo = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);

const event = (topic: string, subject: string, told: Pick<TopicEvent, 'type' | 'sequence' | 'data'>): TopicEvent => ({
  topic: `${topic}.events`,
  partition: 0,
  offset: 0,
  id: `${subject}-${told.sequence}`,
  source: `/wadah/${topic}`,
  subject,
  ...told,
});

const seller = { name: 'Koperasi', regency: '36.02', level: 'L2', deliveryMethods: [{ method: 'courier', priceRupiah: 9_000 }] };
const listing = { listingId: 'lst_1', sellerId: 'sel_1', title: 'Gula', kind: 'goods', variants: [{ variantId: 'var_1' }] };

const events: readonly TopicEvent[] = [
  event('identity', 'sel_1', {
    type: 'membership.changed.v1',
    sequence: 1,
    data: { organisationKind: 'seller', organisationId: 'sel_1', accountId: 'acc_1', role: 'seller_owner' },
  }),
  event('seller', 'sel_1', { type: 'seller.applied.v1', sequence: 1, data: { sellerId: 'sel_1' } }),
  event('seller', 'sel_1', { type: 'seller.verified.v1', sequence: 2, data: seller }),
  event('catalogue', 'lst_1', { type: 'listing.published.v1', sequence: 1, data: listing }),
  event('catalogue', 'var_1', { type: 'stock.adjusted.v1', sequence: 1, data: { byQuantity: 5 } }),
  event('catalogue', 'var_1', { type: 'stock.restocked.v1', sequence: 2, data: { quantity: 1 } }),
  event('catalogue', 'var_1', {
    type: 'stock.repriced.v1',
    sequence: 3,
    data: { listingId: 'lst_1', variantId: 'var_1', newPriceRupiah: 50 },
  }),
  event('order', 'ord_paid', { type: 'order.placed.v1', sequence: 1, data: {} }),
  event('order', 'ord_paid', { type: 'seller-order.opened.v1', sequence: 2, data: { sellerOrderId: 'so_1' } }),
  event('order', 'ord_paid', { type: 'seller-order.opened.v1', sequence: 3, data: { sellerOrderId: 'so_2' } }),
];

const counted = (service: string, _id: string, sequence: number): StoredAggregate => ({
  service,
  collection: 'all',
  _id,
  sequence,
  outbox: [],
});

const amounts = { goodsRupiah: 90, shippingRupiah: 10, taxRupiah: 0 };

export const paidOrder: StoredOrder = {
  _id: 'ord_paid',
  state: {
    status: 'paid',
    totalRupiah: 200,
    sellerOrders: [
      { sellerOrderId: 'so_1', ...amounts, progress: { status: 'accepted', dueAt: minutesAgo(-60) } },
      { sellerOrderId: 'so_2', ...amounts, progress: { status: 'cancelled' } },
    ],
  },
};

export const waitingOrder: StoredOrder = {
  _id: 'ord_waiting',
  state: { status: 'awaiting_payment', totalRupiah: 300, payment: { expiresAt: minutesAgo(-30) } },
};

export const refund = { refundId: 'ref_2', sellerOrderId: 'so_2', amountRupiah: 100, status: 'completed' };

export const payment: StoredPayment = {
  _id: 'pay_1',
  state: {
    status: 'captured',
    orderId: 'ord_paid',
    capturedRupiah: 200,
    late: false,
    parts: [
      { sellerOrderId: 'so_1', ...amounts, escrow: 'held' },
      { sellerOrderId: 'so_2', ...amounts, escrow: 'refunded' },
    ],
    refunds: [refund],
  },
};

export const latePayment: StoredPayment = {
  _id: 'pay_late',
  state: {
    status: 'captured',
    orderId: 'ord_expired',
    capturedRupiah: 70,
    late: true,
    refunds: [{ refundId: 'ref_late', amountRupiah: 70, status: 'requested' }],
  },
};

export const entry = (_id: string, from: string, to: string, amountRupiah: number) => ({
  _id,
  lines: [
    { account: from, debitRupiah: amountRupiah, creditRupiah: 0 },
    { account: to, debitRupiah: 0, creditRupiah: amountRupiah },
  ],
});

/** A small market in which every invariant holds; tests break one thing of it at a time. */
export const sound: Found = {
  now,
  stocks: [{ _id: 'var_1', available: 10, held: { ord_waiting: 3 }, sold: 3, intake: { initial: 10, restocked: 1, adjusted: 5 } }],
  reservations: [
    { _id: 'res_paid', state: { status: 'committed', orderId: 'ord_paid', lines: [{ variantId: 'var_1', quantity: 3 }] } },
    { _id: 'res_waiting', state: { status: 'held', orderId: 'ord_waiting', lines: [{ variantId: 'var_1', quantity: 3 }] } },
  ],
  orders: [paidOrder, waitingOrder, { _id: 'ord_expired', state: { status: 'expired', totalRupiah: 70 } }],
  payments: [payment, latePayment],
  journal: [
    entry('pay_1:capture:1', 'provider-clearing', 'seller-escrow:sel_1', 200),
    entry('ref_2:owed:1', 'seller-escrow:sel_1', 'refunds-payable', 100),
    entry('ref_2:payout:1', 'refunds-payable', 'provider-clearing', 100),
    entry('pay_late:capture:1', 'provider-clearing', 'late-captures', 70),
    entry('ref_late:owed:1', 'late-captures', 'refunds-payable', 70),
  ],
  members: [{ service: 'order', rows: [{ _id: 'sel_1:acc_1', isMember: true }] }],
  sellers: [
    { service: 'order', rows: [{ _id: 'sel_1', name: 'Koperasi', deliveryOffers: seller.deliveryMethods, isSelling: true }] },
    {
      service: 'catalogue',
      rows: [{ _id: 'sel_1', application: 'applied', approval: 'verified', name: 'Koperasi', regency: '36.02', level: 'L2' }],
    },
  ],
  listings: [
    {
      service: 'order',
      rows: [
        {
          _id: 'lst_1',
          sellerId: 'sel_1',
          title: 'Gula',
          kind: 'goods',
          variantIds: ['var_1'],
          isPublished: true,
          repriced: { var_1: 50 },
        },
      ],
    },
  ],
  aggregates: [
    counted('identity', 'sel_1', 1),
    counted('seller', 'sel_1', 2),
    counted('catalogue', 'lst_1', 1),
    counted('catalogue', 'var_1', 3),
    counted('order', 'ord_paid', 3),
  ],
  events,
};
