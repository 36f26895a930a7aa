import type { About, Instructions, SellerPart, Terms } from './payment.ts';
import type { RefundAccount, RefundReason, RefundRoad, SealedNumber } from './refund.ts';

/** What may happen to a payment. `about` rides along where the world is told. */
export type PaymentEvent =
  | { readonly type: 'PaymentBarred' }
  | { readonly type: 'ChargeIntended'; readonly terms: Omit<Terms, 'attempt' | 'lastTryAt'>; readonly at: Date; readonly nextAt: Date }
  | { readonly type: 'ChargeTried'; readonly attempt: number; readonly at: Date; readonly nextAt: Date }
  | {
      readonly type: 'PaymentInstructed';
      readonly about: About;
      readonly method: string;
      readonly amountRupiah: number;
      readonly expiresAt: Date;
      readonly instructions: Instructions;
      readonly at: Date;
      readonly nextAt: Date;
    }
  | { readonly type: 'ProviderAsked'; readonly nextAt?: Date }
  /** The provider owes the answer to one of the questions after the end. */
  | { readonly type: 'ProviderMissed'; readonly nextAt: Date }
  | { readonly type: 'VoidIntended'; readonly at: Date; readonly nextAt: Date }
  | { readonly type: 'PaymentVoided'; readonly at: Date }
  | { readonly type: 'PaymentExpired'; readonly about: About; readonly at: Date }
  | { readonly type: 'PaymentFailed'; readonly about: About; readonly at: Date }
  | {
      readonly type: 'PaymentCaptured';
      readonly about: About;
      readonly amountRupiah: number;
      /** The charge that was paid; refunds go back through it. */
      readonly attempt: number;
      readonly late: boolean;
      readonly parts: readonly SellerPart[];
      readonly at: Date;
    }
  | {
      readonly type: 'CaptureMismatched';
      readonly about: About;
      readonly amountRupiah: number;
      readonly attempt: number;
      readonly tellsOrder: boolean;
      readonly at: Date;
    }
  | {
      readonly type: 'EscrowReleased';
      readonly about: About;
      readonly part: SellerPart;
      readonly commissionRupiah: number;
      readonly taxRupiah: number;
      readonly at: Date;
    }
  | {
      readonly type: 'RefundRequested';
      readonly about: About;
      readonly refundId: string;
      readonly sellerOrderId?: string;
      readonly amountRupiah: number;
      readonly reason: RefundReason;
      readonly cause?: string;
      /** The parts that go back; empty where the money was never in escrow. */
      readonly parts: readonly SellerPart[];
      readonly at: Date;
      readonly nextAt: Date;
    }
  | (RefundStep & { readonly type: 'RefundTried'; readonly road: RefundRoad; readonly nextAt: Date })
  | { readonly type: 'RefundAsked'; readonly refundId: string; readonly reference?: string; readonly nextAt: Date }
  | (RefundStep & { readonly type: 'RefundAccountNeeded'; readonly nextAt: Date })
  | (RefundStep & { readonly type: 'RefundAccountGiven'; readonly account: RefundAccount })
  /** The same account, sealed with another key. */
  | { readonly type: 'RefundAccountResealed'; readonly refundId: string; readonly number: SealedNumber }
  | (RefundStep & { readonly type: 'RefundCompleted'; readonly tries: number; readonly reference?: string; readonly nextAt?: Date })
  /** A transfer that was paid out is looked after for a while. */
  | { readonly type: 'RefundWatched'; readonly refundId: string; readonly checks: number; readonly nextAt?: Date }
  | (RefundStep & { readonly type: 'RefundReturned'; readonly tries: number; readonly nextAt: Date });

type RefundStep = {
  readonly about: About;
  readonly refundId: string;
  readonly sellerOrderId?: string;
  readonly amountRupiah: number;
  readonly at: Date;
};
