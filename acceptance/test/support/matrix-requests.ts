import { password } from './people.ts';
import { address } from './shopping.ts';

/** What a line sends; `{name}` stands for a thing of the line's object, `{fresh}` for a word that nobody has used. */
export type Request = { readonly body?: unknown; readonly form?: string; readonly headers?: Readonly<Record<string, string>> };

const reason = { reason: 'Uji izin' };
const wrongCode = { code: '000000' };
const secretCode = { code: 'A'.repeat(32) };
const bankAccount = { bank: 'bca', number: '1234567890', holder: 'Uji Izin' };
const tracking = { courier: 'jne', trackingNumber: '{trackingNumber}' };
const decided = (etag: string, body: object): Request => ({ headers: { 'if-match': etag }, body });

const application = {
  name: 'Kebun Uji Izin',
  regency: '36.02',
  agencyId: '{agencyId}',
  owner: { name: 'Siti Rahma', nik: '3602161403780001' },
  phone: '+6280000001348',
};

const listing = {
  sellerId: '{sellerId}',
  kind: 'goods',
  categoryId: '{categoryId}',
  title: 'Uji Izin',
  description: 'Hanya ada dalam uji.',
  variants: [{ sku: 'IZIN-{fresh}', name: '500 ml', priceRupiah: 20_000, stock: 10, weightGrams: 700 }],
};

const delivery = { shippingAddress: address, deliveries: [{ sellerId: '{sellerId}', method: 'courier' }] };
const sellerOrder = 'POST /v1/seller-orders/{sellerOrderId}';
const contestable = 'POST /v1/seller-orders/{contestableId}';
const variant = '/v1/listings/{listingId}/variants/{variantId}';

/** Routes that need no more than their path stand in no table. A route and object together come before the route alone. */
export const requests: Readonly<Record<string, Request>> = {
  'POST /oauth/token': { form: 'grant_type=client_credentials&client_id={clientId}&client_secret={clientSecret}' },
  'POST /v1/accounts': { body: { email: 'izin-{fresh}@wadah.test', password, name: 'Uji Izin' } },
  'POST /v1/accounts/verification': { body: { registrationId: 'reg_{uuid}', code: '000000' } },
  'POST /v1/sessions': { body: { email: '{bystanderEmail}', password } },
  'POST /v1/sessions/refresh': { body: { refreshToken: '{fresh}' } },
  'POST /v1/password-resets': { body: { email: 'izin-{fresh}@wadah.test' } },
  'POST /v1/password-resets/confirmation': { body: { ...secretCode, password } },
  'POST /v1/email-reversals': { body: secretCode },
  'POST /v1/invitations/acceptance': { body: secretCode },
  'POST /v1/notifications/unsubscriptions': { body: secretCode },
  'POST /v1/notifications/unsubscriptions/{code}': { form: 'List-Unsubscribe=One-Click' },
  'POST /v1/hooks/payments/{provider}': { body: { order_id: 'x', status_code: '200', gross_amount: '1.00', signature_key: 'x' } },
  'PUT /v1/carts/{cartId}/lines/{variantId}': { body: { quantity: 1 } },
  'POST /v1/carts/{cartId}/quote': { body: delivery },
  'PATCH /v1/me': { body: { locale: 'id' } },
  'POST /v1/sessions/current/confirmation': { body: { password } },
  'POST /v1/me/password': { body: { newPassword: password } },
  'POST /v1/me/email': { body: { email: 'izin-{fresh}@wadah.test' } },
  'POST /v1/me/email/confirmation': { body: wrongCode },
  'POST /v1/me/second-factor': { body: { password } },
  'POST /v1/me/second-factor/confirmation': { body: { otp: '000000' } },
  'PUT /v1/notifications/preferences': { body: { unwanted: [] } },
  'POST /v1/sellers': { body: application },
  'POST /v1/orders': {
    headers: { 'idempotency-key': '{uuid}' },
    body: { cartId: '{orderCartId}', paymentMethod: 'qris', ...delivery },
  },
  'PUT /v1/refunds/{refundId}/account': { headers: { 'idempotency-key': '{uuid}' }, body: bankAccount },
  [`${sellerOrder}/shipment`]: { body: tracking },
  [`${sellerOrder}/delivery`]: { body: {} },
  [`${sellerOrder}/rejection`]: { body: { reason: 'damaged' } },
  [`${sellerOrder}/non-receipt`]: { body: { note: 'Belum datang.' } },
  [`${contestable}/non-receipt`]: { body: { note: 'Belum datang.' } },
  [`${sellerOrder}/decision`]: decided('{contestedEtag}', { outcome: 'refund', note: 'Tidak ada bukti kirim.' }),
  [`${contestable}/decision`]: decided('{contestedEtag}', { outcome: 'refund', note: 'Tidak ada bukti kirim.' }),
  [`${sellerOrder}/decision/approval`]: decided('{contestedEtag}', {}),
  [`${contestable}/decision/approval`]: decided('{contestedEtag}', {}),
  'PATCH /v1/sellers/{sellerId}': { body: { story: 'Uji izin.' } },
  'PUT /v1/sellers/{sellerId}/delivery-methods': { body: { methods: [{ method: 'courier', priceRupiah: 15_000 }] } },
  'POST /v1/sellers/{sellerId}/application': { body: application },
  'POST /v1/sellers/{applicantId}/application': { body: application },
  'POST /v1/sellers/{sellerId}/application/disclosure': { body: { field: 'nik', ...reason } },
  'PUT /v1/sellers/{sellerId}/bank-account': { body: bankAccount },
  'POST /v1/sellers/{applicantId}/suspension': { body: reason },
  'POST /v1/sellers/{applicantId}/reinstatement': { body: reason },
  'POST /v1/sellers/{sellerId}/verification': decided('{applicationEtag}', { decision: 'approve', level: 'L1', note: 'Sesuai.' }),
  'POST /v1/sellers/{applicantId}/verification': decided('{applicantEtag}', { decision: 'return', note: 'Lengkapi.' }),
  'POST /v1/listings': { body: listing },
  'PATCH /v1/listings/{draftId}': { body: { title: 'Uji Izin Lagi' } },
  [`PUT ${variant}/price`]: { body: { priceRupiah: 20_000 } },
  [`PUT ${variant}/stock`]: { body: { onHand: 50 } },
  [`POST ${variant}/stock-adjustments`]: { headers: { 'idempotency-key': '{uuid}' }, body: { by: 1, ...reason } },
  'POST /v1/listings/{inReviewId}/review': decided('{reviewEtag}', { decision: 'approve' }),
  'POST /v1/invitations': { body: { email: 'izin-{fresh}@wadah.test', role: 'seller_staff', organisationId: '{sellerId}' } },
  'POST /v1/invitations platform': { body: { email: 'izin-{fresh}@wadah.test', role: 'curator', organisationId: '{agencyId}' } },
  'PUT /v1/organisations/{sellerId}/members/{memberId}': { body: { role: 'seller_staff' } },
  'POST /v1/clients': { body: { name: 'Uji Izin', scopes: ['stock:write'], organisationId: '{sellerId}' } },
  'POST /v1/clients platform': { body: { name: 'Uji Izin', scopes: [] } },
  'POST /v1/agencies': { body: { code: 'dinas-pertanian', name: 'Dinas Pertanian' } },
  'PATCH /v1/agencies/{agencyId}': { body: { name: '{agencyName}' } },
  'POST /v1/categories': {
    body: { code: 'madu', agencyId: '{agencyId}', name: { id: 'Madu', en: 'Honey' }, kinds: ['goods'] },
  },
  'PATCH /v1/categories/{categoryId}': { body: { name: { id: 'Madu', en: 'Honey' } } },
  'POST /v1/accounts/{accountId}/block': { body: reason },
  'POST /v1/accounts/{bystanderId}/block': { body: reason },
  'POST /v1/accounts/{accountId}/reinstatement': { body: reason },
  'POST /v1/accounts/{bystanderId}/reinstatement': { body: reason },
  'POST /v1/accounts/{accountId}/second-factor-removal': { body: reason },
  'POST /v1/accounts/{bystanderId}/second-factor-removal': { body: reason },
};

export const requestOf = (route: string, object: string): Request => requests[`${route} ${object}`] ?? requests[route] ?? {};
