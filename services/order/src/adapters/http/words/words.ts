import type { ExistingOrder, OrderCancelReason, OrderRejection, Outcome, RefundStatus } from '../../../domain/order.ts';
import type { PaymentMethod } from '../../../domain/payment-methods.data.ts';
import type { PaymentMethodFault } from '../../../domain/payment-methods.ts';
import type {
  CancellationReason,
  ContestReason,
  DecisionOutcome,
  DeliveryMethod,
  ListingKind,
  Progress,
} from '../../../domain/seller-order.ts';
import type { TimelineStep } from '../../../domain/timeline-entry.ts';

/** What a person reads beside each code of an answer; a language that lacks one does not compile. */
export type Words = {
  readonly orderStatus: Readonly<Record<ExistingOrder['status'], string>>;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly cancelReason: Readonly<Record<OrderCancelReason, string>>;
  readonly rejectReason: Readonly<Record<OrderRejection['reason'], string>>;
  readonly sellerOrderStatus: Readonly<Record<Progress['status'], string>>;
  readonly sellerOrderReason: Readonly<Record<ContestReason | CancellationReason, string>>;
  readonly decisionOutcome: Readonly<Record<DecisionOutcome, string>>;
  readonly decisionStatus: Readonly<Record<'proposed' | 'made', string>>;
  readonly refundStatus: Readonly<Record<RefundStatus, string>>;
  readonly timelineStep: Readonly<Record<TimelineStep, string>>;
  readonly deliveryMethod: Readonly<Record<DeliveryMethod, string>>;
  readonly paymentMethod: Readonly<Record<PaymentMethod, string>>;
  readonly paymentMethodFault: Readonly<Record<PaymentMethodFault, string>>;
  readonly quoteChange: Readonly<Record<'price_changed' | 'not_on_sale', string>>;
  readonly listingKind: Readonly<Record<ListingKind, string>>;
};
