import type { Value } from './values.ts';

type OfOrder = { readonly orderId: string; readonly orderNumber: string };
type OfSellerOrder = OfOrder & { readonly sellerOrderId: string; readonly sellerId: string };
type OfSeller = { readonly sellerId: string };
type OfListing = { readonly listingId: string; readonly sellerId: string };
type OfRefund = OfOrder & { readonly refundId: string; readonly amountRupiah: number };
type OfCode = { readonly codeId: string };
type Contested = OfSellerOrder & { readonly reason: Value<'contestReason'> };

/** What each mail knows from its event: ids, codes, amounts, states. Names, addresses and typed texts are asked for when it is written. */
export type TemplateFacts = {
  readonly how_to_pay: OfOrder & {
    readonly amountRupiah: number;
    readonly paymentMethod: string;
    readonly vaNumber?: string;
    readonly qrString?: string;
    readonly expiresAt: string;
  };
  readonly order_paid: OfOrder & { readonly totalRupiah: number };
  readonly order_rejected: OfOrder & { readonly reason: Value<'orderRejection'> };
  readonly order_expired: OfOrder;
  readonly order_cancelled: OfOrder & { readonly reason: Value<'cancelReason'> };
  readonly parcel_shipped: OfSellerOrder & {
    readonly deliveryMethod: Value<'deliveryMethod'>;
    readonly courier?: string;
    readonly trackingNumber?: string;
  };
  readonly parcel_delivered: OfSellerOrder & { readonly completesAt: string };
  readonly parcel_completed: OfSellerOrder;
  readonly parcel_cancelled: OfSellerOrder & { readonly reason: Value<'parcelReason'>; readonly amountRupiah: number };
  readonly payment_late: OfOrder & { readonly amountRupiah: number };
  readonly payment_mismatched: OfOrder;
  readonly refund_completed: OfRefund;
  readonly refund_account_needed: OfRefund;
  readonly refund_account_given: OfRefund & { readonly transferAt: string };
  readonly sale_opened: OfSellerOrder & {
    readonly amountRupiah: number;
    readonly deliveryMethod: Value<'deliveryMethod'>;
    readonly acceptBy: string;
  };
  readonly sale_completed: OfSellerOrder & { readonly amountRupiah: number };
  /** A message that an earlier release wrote does not say whether it counts. */
  readonly sale_cancelled: OfSellerOrder & { readonly reason: Value<'parcelReason'>; readonly countedAgainstSeller?: boolean };
  readonly contested_parcel: Contested;
  readonly contested_sale: Contested;
  readonly contested_parcel_released: OfSellerOrder;
  readonly contested_sale_released: OfSellerOrder & { readonly amountRupiah: number };
  readonly contested_parcel_refunded: OfSellerOrder & { readonly amountRupiah: number };
  readonly contested_sale_refunded: OfSellerOrder;
  readonly contested_overdue: OfSellerOrder & { readonly contestedAt: string };
  readonly seller_verified: OfSeller & { readonly name: string; readonly level: Value<'sellerLevel'> };
  readonly seller_returned: OfSeller;
  readonly seller_rejected: OfSeller;
  readonly seller_suspended: OfSeller;
  readonly seller_reinstated: OfSeller & { readonly name: string };
  readonly listing_published: OfListing & { readonly title: string };
  readonly listing_returned: OfListing;
  readonly listing_rejected: OfListing;
  readonly store_bank_account: OfSeller & { readonly transfersHeldUntil?: string };
  readonly store_client: OfSeller & { readonly clientId: string; readonly change: Value<'clientChange'> };
  /** Without a role they left. */
  readonly store_member: OfSeller & { readonly accountId: string; readonly role?: Value<'role'> };
  readonly account_security: { readonly change: Value<'securityChange'> };
  readonly account_membership: {
    readonly organisationId: string;
    readonly organisationKind: Value<'organisationKind'>;
    readonly role?: Value<'role'>;
  };
  readonly code_verification: OfCode;
  readonly code_already_registered: OfCode;
  readonly code_password_reset: OfCode;
  readonly code_mail_change: OfCode;
  readonly code_mail_change_notice: OfCode;
  readonly code_invitation: OfCode;
};

export type TemplateName = keyof TemplateFacts;

/** A template with its own facts; for the union of all, `Written`. */
export type WrittenAs<Name extends TemplateName> = { readonly template: Name; readonly facts: TemplateFacts[Name] };

export type Written = { [Name in TemplateName]: WrittenAs<Name> }[TemplateName];
