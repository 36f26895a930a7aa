import { accountRegisteredV1 } from './identity/account-registered.v1.ts';
import { accountBlockedV1 } from './identity/account-blocked.v1.ts';
import { accountUnblockedV1 } from './identity/account-unblocked.v1.ts';
import { accountCodeRequestedV1 } from './identity/account-code-requested.v1.ts';
import { sessionClosedV1 } from './identity/session-closed.v1.ts';
import { clientClosedV1 } from './identity/client-closed.v1.ts';
import { clientChangedV1 } from './identity/client-changed.v1.ts';
import { membershipChangedV1 } from './identity/membership-changed.v1.ts';
import { accountSecurityChangedV1 } from './identity/account-security-changed.v1.ts';
import { sellerAppliedV1 } from './seller/seller-applied.v1.ts';
import { sellerVerifiedV1 } from './seller/seller-verified.v1.ts';
import { sellerReturnedV1 } from './seller/seller-returned.v1.ts';
import { sellerRejectedV1 } from './seller/seller-rejected.v1.ts';
import { sellerSuspendedV1 } from './seller/seller-suspended.v1.ts';
import { sellerReinstatedV1 } from './seller/seller-reinstated.v1.ts';
import { sellerProfileChangedV1 } from './seller/seller-profile-changed.v1.ts';
import { sellerBankAccountChangedV1 } from './seller/seller-bank-account-changed.v1.ts';
import { listingSubmittedV1 } from './catalogue/listing-submitted.v1.ts';
import { listingPublishedV1 } from './catalogue/listing-published.v1.ts';
import { listingReturnedV1 } from './catalogue/listing-returned.v1.ts';
import { listingRejectedV1 } from './catalogue/listing-rejected.v1.ts';
import { listingChangedV1 } from './catalogue/listing-changed.v1.ts';
import { listingUnpublishedV1 } from './catalogue/listing-unpublished.v1.ts';
import { stockReservedV1 } from './catalogue/stock-reserved.v1.ts';
import { stockRejectedV1 } from './catalogue/stock-rejected.v1.ts';
import { stockReleasedV1 } from './catalogue/stock-released.v1.ts';
import { stockCommittedV1 } from './catalogue/stock-committed.v1.ts';
import { stockRestockedV1 } from './catalogue/stock-restocked.v1.ts';
import { stockAdjustedV1 } from './catalogue/stock-adjusted.v1.ts';
import { stockRepricedV1 } from './catalogue/stock-repriced.v1.ts';
import { agencyCreatedV1 } from './catalogue/agency-created.v1.ts';
import { agencyChangedV1 } from './catalogue/agency-changed.v1.ts';
import { categoryCreatedV1 } from './catalogue/category-created.v1.ts';
import { categoryChangedV1 } from './catalogue/category-changed.v1.ts';
import { orderPlacedV1 } from './order/order-placed.v1.ts';
import { orderConfirmedV1 } from './order/order-confirmed.v1.ts';
import { orderRejectedV1 } from './order/order-rejected.v1.ts';
import { orderPaidV1 } from './order/order-paid.v1.ts';
import { orderExpiredV1 } from './order/order-expired.v1.ts';
import { orderCancelledV1 } from './order/order-cancelled.v1.ts';
import { orderClosedV1 } from './order/order-closed.v1.ts';
import { sellerOrderOpenedV1 } from './order/seller-order-opened.v1.ts';
import { sellerOrderAcceptedV1 } from './order/seller-order-accepted.v1.ts';
import { sellerOrderShippedV1 } from './order/seller-order-shipped.v1.ts';
import { sellerOrderDeliveredV1 } from './order/seller-order-delivered.v1.ts';
import { sellerOrderCompletedV1 } from './order/seller-order-completed.v1.ts';
import { sellerOrderCancelledV1 } from './order/seller-order-cancelled.v1.ts';
import { sellerOrderContestedV1 } from './order/seller-order-contested.v1.ts';
import { sellerOrderDecisionOverdueV1 } from './order/seller-order-decision-overdue.v1.ts';
import { paymentRequestedV1 } from './payment/payment-requested.v1.ts';
import { paymentCapturedV1 } from './payment/payment-captured.v1.ts';
import { paymentExpiredV1 } from './payment/payment-expired.v1.ts';
import { paymentFailedV1 } from './payment/payment-failed.v1.ts';
import { refundRequestedV1 } from './payment/refund-requested.v1.ts';
import { refundProcessingV1 } from './payment/refund-processing.v1.ts';
import { refundAccountNeededV1 } from './payment/refund-account-needed.v1.ts';
import { refundAccountGivenV1 } from './payment/refund-account-given.v1.ts';
import { refundCompletedV1 } from './payment/refund-completed.v1.ts';

/** Every event of Wadah, in the order of the services that emit them. */
export const allEvents = [
  accountRegisteredV1,
  accountBlockedV1,
  accountUnblockedV1,
  accountCodeRequestedV1,
  sessionClosedV1,
  clientClosedV1,
  clientChangedV1,
  membershipChangedV1,
  accountSecurityChangedV1,
  sellerAppliedV1,
  sellerVerifiedV1,
  sellerReturnedV1,
  sellerRejectedV1,
  sellerSuspendedV1,
  sellerReinstatedV1,
  sellerProfileChangedV1,
  sellerBankAccountChangedV1,
  listingSubmittedV1,
  listingPublishedV1,
  listingReturnedV1,
  listingRejectedV1,
  listingChangedV1,
  listingUnpublishedV1,
  stockReservedV1,
  stockRejectedV1,
  stockReleasedV1,
  stockCommittedV1,
  stockRestockedV1,
  stockAdjustedV1,
  stockRepricedV1,
  agencyCreatedV1,
  agencyChangedV1,
  categoryCreatedV1,
  categoryChangedV1,
  orderPlacedV1,
  orderConfirmedV1,
  orderRejectedV1,
  orderPaidV1,
  orderExpiredV1,
  orderCancelledV1,
  orderClosedV1,
  sellerOrderOpenedV1,
  sellerOrderAcceptedV1,
  sellerOrderShippedV1,
  sellerOrderDeliveredV1,
  sellerOrderCompletedV1,
  sellerOrderCancelledV1,
  sellerOrderContestedV1,
  sellerOrderDecisionOverdueV1,
  paymentRequestedV1,
  paymentCapturedV1,
  paymentExpiredV1,
  paymentFailedV1,
  refundRequestedV1,
  refundProcessingV1,
  refundAccountNeededV1,
  refundAccountGivenV1,
  refundCompletedV1,
] as const;
