import { idLike } from '@wadah/kit';
import { refundDates, type Refund } from './refund.ts';

/** Whose money a seller order's part is: nobody's before the capture, then kept for the seller until it is released or goes back. */
export type Escrow = 'unpaid' | 'held' | 'released' | 'refunded';

export type SellerPart = {
  readonly sellerOrderId: string;
  readonly sellerId: string;
  readonly goodsRupiah: number;
  readonly shippingRupiah: number;
  readonly taxRupiah: number;
};

export type Part = SellerPart & { readonly escrow: Escrow };

export type About = { readonly paymentId: string; readonly orderId: string; readonly orderNumber: string; readonly buyerId: string };

/** How the buyer pays; one of the two is there. */
export type Instructions = { readonly vaNumber?: string; readonly qrString?: string };

export type Terms = About & {
  readonly method: string;
  readonly amountRupiah: number;
  readonly parts: readonly Part[];
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  /** Charges made at the provider, one after the other; each has an id of its own there. */
  readonly attempt: number;
  readonly lastTryAt: Date;
};

/** The provider is being asked for a charge; the write that intends it counts the first try. */
export type Charging = Terms & { readonly status: 'charging'; readonly tries: number; readonly nextAt: Date };

/** The buyer may pay. */
export type Awaiting = Terms & {
  readonly status: 'awaiting';
  readonly instructions: Instructions;
  readonly asks: number;
  readonly nextAt: Date;
};

/** The order ended; the charge is being taken back. */
export type Voiding = Terms & {
  readonly status: 'voiding';
  readonly instructions?: Instructions;
  /** When the provider was first asked for it; documents from before it was kept lack it. */
  readonly voidingSince?: Date;
  readonly asks: number;
  readonly nextAt: Date;
};

/** Nothing is awaited any more, but money may still arrive; the provider is asked a few times over three days. */
export type Ended = Terms & {
  readonly status: 'expired' | 'voided' | 'failed';
  readonly endedAt: Date;
  readonly rechecks: number;
  readonly nextAt?: Date;
};

/** The asked amount is there: as escrow, or as a late one only to be sent back. */
export type Captured = Terms & {
  readonly status: 'captured';
  readonly capturedAt: Date;
  readonly capturedRupiah: number;
  readonly late: boolean;
  readonly refunds: readonly Refund[];
};

/** Another amount is there: held apart and sent back whole. */
export type Mismatched = Terms & {
  readonly status: 'mismatched';
  readonly capturedAt: Date;
  readonly capturedRupiah: number;
  readonly refunds: readonly Refund[];
};

/** `barred`: the order ended before it was confirmed, so a confirmation that comes late charges nothing. */
export type Payment =
  { readonly status: 'absent' } | { readonly status: 'barred' } | Charging | Awaiting | Voiding | Ended | Captured | Mismatched;

export type Settled = Captured | Mismatched;

export const paymentIdOf = (orderId: string): string => idLike('pay', orderId);

/** The provider's name of a charge: the payment's id, and from the second attempt on with its number. */
export const chargeIdOf = (paymentId: string, attempt: number): string => (attempt === 1 ? paymentId : `${paymentId}-${attempt}`);

/** The payment and attempt that a charge's name stands for. */
export const readChargeId = (chargeId: string): { readonly paymentId: string; readonly attempt: number } => {
  const [, paymentId = chargeId, attempt = '1'] = /^(pay_[0-9a-f-]{36})-(\d{1,3})$/.exec(chargeId) ?? [];
  return { paymentId, attempt: Number(attempt) };
};

export const aboutOf = ({ paymentId, orderId, orderNumber, buyerId }: About): About => ({ paymentId, orderId, orderNumber, buyerId });

export const partRupiah = (part: SellerPart): number => part.goodsRupiah + part.shippingRupiah + part.taxRupiah;

export const isSettled = (payment: Payment): payment is Settled => payment.status === 'captured' || payment.status === 'mismatched';

/** When the payment next needs somebody: the earliest of its waits. */
export const dueAtOf = (payment: Payment): Date | undefined => {
  switch (payment.status) {
    case 'absent':
    case 'barred':
      return undefined;
    case 'captured':
    case 'mismatched':
      return payment.refunds.flatMap(refundDates).toSorted((a, b) => a.getTime() - b.getTime())[0];
    default:
      return payment.nextAt;
  }
};
