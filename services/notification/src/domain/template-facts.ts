type OfOrder = { readonly orderId: string; readonly orderNumber: string };
type OfSellerOrder = OfOrder & { readonly sellerOrderId: string; readonly sellerId: string };
type OfSeller = { readonly sellerId: string };
type OfListing = { readonly listingId: string; readonly sellerId: string };
type OfRefund = OfOrder & { readonly refundId: string; readonly amountRupiah: number };
type OfCode = { readonly codeId: string };

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
  readonly order_rejected: OfOrder & { readonly reason: string };
  readonly order_expired: OfOrder;
  readonly order_cancelled: OfOrder & { readonly reason: string };
  readonly parcel_shipped: OfSellerOrder & { readonly deliveryMethod: string; readonly courier?: string; readonly trackingNumber?: string };
  readonly parcel_delivered: OfSellerOrder & { readonly completesAt: string };
  readonly parcel_completed: OfSellerOrder;
  readonly parcel_cancelled: OfSellerOrder & { readonly reason: string; readonly amountRupiah: number };
  readonly refund_completed: OfRefund;
  readonly refund_account_needed: OfRefund;
  readonly sale_opened: OfSellerOrder & { readonly amountRupiah: number; readonly deliveryMethod: string; readonly acceptBy: string };
  readonly sale_completed: OfSellerOrder & { readonly amountRupiah: number };
  readonly sale_cancelled: OfSellerOrder & { readonly reason: string };
  readonly seller_verified: OfSeller & { readonly name: string; readonly level: string };
  readonly seller_returned: OfSeller;
  readonly seller_rejected: OfSeller;
  readonly seller_suspended: OfSeller;
  readonly seller_reinstated: OfSeller & { readonly name: string };
  readonly listing_published: OfListing & { readonly title: string };
  readonly listing_returned: OfListing;
  readonly listing_rejected: OfListing;
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
