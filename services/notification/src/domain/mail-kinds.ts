import type { TemplateName } from './template-facts.ts';

/** Why a mail can't be switched off, or `optional` where its reader may do without. The feed shows each kind whatever is wished. */
export type MailDuty = 'codes' | 'money' | 'orders' | 'security' | 'store' | 'optional';

export const mailDuties = {
  how_to_pay: 'money',
  order_paid: 'money',
  order_rejected: 'orders',
  order_expired: 'orders',
  order_cancelled: 'orders',
  parcel_shipped: 'orders',
  parcel_delivered: 'orders',
  parcel_completed: 'optional',
  parcel_cancelled: 'orders',
  payment_late: 'money',
  payment_mismatched: 'money',
  refund_completed: 'money',
  refund_account_needed: 'money',
  refund_account_given: 'security',
  sale_opened: 'orders',
  sale_completed: 'optional',
  sale_cancelled: 'orders',
  contested_parcel: 'orders',
  contested_sale: 'orders',
  contested_parcel_released: 'orders',
  contested_sale_released: 'orders',
  contested_parcel_refunded: 'orders',
  contested_sale_refunded: 'orders',
  contested_overdue: 'orders',
  seller_verified: 'store',
  seller_returned: 'store',
  seller_rejected: 'store',
  seller_suspended: 'store',
  seller_reinstated: 'store',
  listing_published: 'optional',
  listing_returned: 'store',
  listing_rejected: 'store',
  store_bank_account: 'security',
  store_client: 'security',
  store_member: 'security',
  account_security: 'security',
  account_membership: 'security',
  code_verification: 'codes',
  code_already_registered: 'codes',
  code_password_reset: 'codes',
  code_mail_change: 'codes',
  code_mail_change_notice: 'codes',
  code_invitation: 'codes',
} as const satisfies Readonly<Record<TemplateName, MailDuty>>;

/** A mail that its reader may switch off. */
export type OptionalMail = {
  [Name in TemplateName]: (typeof mailDuties)[Name] extends 'optional' ? Name : never;
}[TemplateName];

export const isOptional = (kind: string): kind is OptionalMail =>
  Object.hasOwn(mailDuties, kind) && mailDuties[kind as TemplateName] === 'optional';

export const mailKinds = Object.keys(mailDuties) as readonly TemplateName[];

export const optionalMails: readonly OptionalMail[] = mailKinds.filter(isOptional);
