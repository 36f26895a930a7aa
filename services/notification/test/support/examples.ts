import type { TemplateFacts } from '../../src/domain/template-facts.ts';
import type { Details } from '../../src/domain/templates/template.ts';

const order = { orderId: 'ord_1', orderNumber: 'WDH-20261124-7K3F9Q' };
const part = { ...order, sellerOrderId: 'so_1', sellerId: 'sel_1' };
const refund = { ...order, refundId: 'ref_1', amountRupiah: 79_000 };
const code = { codeId: 'cod_1' };

/** One of each. */
export const exampleFacts: TemplateFacts = {
  how_to_pay: { ...order, amountRupiah: 79_000, paymentMethod: 'qris', qrString: '0002010102', expiresAt: '2026-11-24T08:00:00.000Z' },
  order_paid: { ...order, totalRupiah: 79_000 },
  order_rejected: { ...order, reason: 'insufficient_stock' },
  order_expired: order,
  order_cancelled: { ...order, reason: 'other' },
  parcel_shipped: { ...part, deliveryMethod: 'courier', courier: 'jne', trackingNumber: 'JNE0012345678' },
  parcel_delivered: { ...part, completesAt: '2026-11-26T08:00:00.000Z' },
  parcel_completed: part,
  parcel_cancelled: { ...part, reason: 'out_of_stock', amountRupiah: 47_000 },
  payment_late: { ...order, amountRupiah: 79_000 },
  payment_mismatched: order,
  refund_completed: refund,
  refund_account_needed: refund,
  refund_account_given: { ...refund, transferAt: '2026-11-25T08:00:00.000Z' },
  sale_opened: { ...part, amountRupiah: 47_000, deliveryMethod: 'courier', acceptBy: '2026-11-25T08:00:00.000Z' },
  sale_completed: { ...part, amountRupiah: 47_000 },
  sale_cancelled: { ...part, reason: 'not_shipped', countedAgainstSeller: true },
  contested_parcel: { ...part, reason: 'not_received' },
  contested_sale: { ...part, reason: 'not_received' },
  contested_parcel_released: part,
  contested_sale_released: { ...part, amountRupiah: 47_000 },
  contested_parcel_refunded: { ...part, amountRupiah: 47_000 },
  contested_sale_refunded: part,
  contested_overdue: { ...part, contestedAt: '2026-11-24T08:00:00.000Z' },
  seller_verified: { sellerId: 'sel_1', name: 'Batik Lebak', level: 'L1' },
  seller_returned: { sellerId: 'sel_1' },
  seller_rejected: { sellerId: 'sel_1' },
  seller_suspended: { sellerId: 'sel_1' },
  seller_reinstated: { sellerId: 'sel_1', name: 'Batik Lebak' },
  listing_published: { listingId: 'lst_1', sellerId: 'sel_1', title: 'Gula aren' },
  listing_returned: { listingId: 'lst_1', sellerId: 'sel_1' },
  listing_rejected: { listingId: 'lst_1', sellerId: 'sel_1' },
  store_bank_account: { sellerId: 'sel_1', transfersHeldUntil: '2026-11-26T08:00:00.000Z' },
  store_client: { sellerId: 'sel_1', clientId: 'cli_1', change: 'created' },
  store_member: { sellerId: 'sel_1', accountId: 'acc_2', role: 'seller_staff' },
  account_security: { change: 'password_changed' },
  account_membership: { organisationId: 'sel_1', organisationKind: 'seller', role: 'seller_staff' },
  code_verification: code,
  code_already_registered: code,
  code_password_reset: code,
  code_mail_change: code,
  code_mail_change_notice: code,
  code_invitation: code,
};

const markup = '<img src=x onerror="alert(1)">&\'';

/** Everything that a person can have typed is markup here. */
export const hostileDetails: Details = {
  publicUrl: 'http://shop.example',
  code: 'ABC234',
  order: {
    lines: [{ title: markup, variantName: markup, quantity: 2, unitPriceRupiah: 32_000, sellerId: 'sel_1' }],
    sellerOrders: [{ sellerOrderId: 'so_1', sellerName: markup, pickUpCode: 'K7P2' }],
  },
  storeName: markup,
  personName: markup,
  review: { subject: markup, reasons: [{ field: 'nib', reason: markup }], note: markup },
};

export const hostileName = markup;
