import { without } from '@wadah/kit';
import { changeRefund, newRefund, type RefundEvent } from './evolve-refund.ts';
import type { PaymentEvent } from './events.ts';
import type { Ended, Payment, Settled, Terms } from './payment.ts';
import { recheckAt } from './schedule.ts';

type Of<T extends PaymentEvent['type']> = Extract<PaymentEvent, { type: T }>;

const impossible = (payment: Payment, event: PaymentEvent): never => {
  throw new Error(`${event.type} cannot happen to a payment that is ${payment.status}.`);
};

/** What belongs to one state alone: its clock, its counts, how it ended. */
const ofOneState = [
  ...(['status', 'tries', 'nextAt', 'asks', 'rechecks', 'instructions', 'voidingSince'] as const),
  ...(['endedAt', 'capturedAt', 'capturedRupiah', 'late', 'refunds'] as const),
];

const termsOf = (payment: Payment, event: PaymentEvent): Terms => {
  if (payment.status === 'absent' || payment.status === 'barred') return impossible(payment, event);
  return without(payment, ofOneState);
};

const settledOf = (payment: Payment, event: PaymentEvent): Settled =>
  payment.status === 'captured' || payment.status === 'mismatched' ? payment : impossible(payment, event);

const withNext = (nextAt: Date | undefined) => (nextAt === undefined ? {} : { nextAt });

const ended = (payment: Payment, event: Of<'PaymentVoided' | 'PaymentExpired' | 'PaymentFailed'>): Ended => {
  const status = ({ PaymentVoided: 'voided', PaymentExpired: 'expired', PaymentFailed: 'failed' } as const)[event.type];
  return { ...termsOf(payment, event), status, endedAt: event.at, rechecks: 0, ...withNext(recheckAt(event.at, 0)) };
};

const asked = (payment: Payment, event: Of<'ProviderAsked'>): Payment => {
  if (payment.status === 'awaiting' || payment.status === 'voiding') {
    return { ...payment, asks: payment.asks + 1, ...withNext(event.nextAt) };
  }
  if (payment.status !== 'expired' && payment.status !== 'voided' && payment.status !== 'failed') return impossible(payment, event);
  const { nextAt: _, ...rest } = payment;
  return { ...rest, rechecks: payment.rechecks + 1, ...withNext(event.nextAt) };
};

const missed = (payment: Payment, event: Of<'ProviderMissed'>): Payment =>
  payment.status === 'expired' || payment.status === 'voided' || payment.status === 'failed'
    ? { ...payment, nextAt: event.nextAt }
    : impossible(payment, event);

const voiding = (payment: Payment, event: Of<'VoidIntended'>): Payment => {
  const instructions = payment.status === 'awaiting' ? { instructions: payment.instructions } : {};
  return { ...termsOf(payment, event), status: 'voiding', ...instructions, voidingSince: event.at, asks: 0, nextAt: event.nextAt };
};

const captured = (payment: Payment, event: Of<'PaymentCaptured'>): Payment => {
  const terms = termsOf(payment, event);
  const parts = terms.parts.map((part) => ({ ...part, escrow: event.late ? ('unpaid' as const) : ('held' as const) }));
  const { at: capturedAt, amountRupiah: capturedRupiah, late, attempt } = event;
  return { ...terms, parts, attempt, status: 'captured', capturedAt, capturedRupiah, late, refunds: [] };
};

const refundRequested = (payment: Payment, event: Of<'RefundRequested'>): Payment => {
  const settled = settledOf(payment, event);
  const goesBack = new Set(event.parts.map(({ sellerOrderId }) => sellerOrderId));
  const parts = settled.parts.map((part) => (goesBack.has(part.sellerOrderId) ? { ...part, escrow: 'refunded' as const } : part));
  return { ...settled, parts, refunds: [...settled.refunds, newRefund(event)] };
};

const released = (payment: Payment, event: Of<'EscrowReleased'>): Payment => {
  const settled = settledOf(payment, event);
  const { sellerOrderId } = event.part;
  const parts = settled.parts.map((part) => (part.sellerOrderId === sellerOrderId ? { ...part, escrow: 'released' as const } : part));
  return { ...settled, parts };
};

const refundChanged = (payment: Payment, event: RefundEvent): Payment => {
  const settled = settledOf(payment, event);
  return {
    ...settled,
    refunds: settled.refunds.map((refund) => (refund.refundId === event.refundId ? changeRefund(refund, event) : refund)),
  };
};

export const evolve = (payment: Payment, event: PaymentEvent): Payment => {
  switch (event.type) {
    case 'PaymentBarred':
      return { status: 'barred' };
    case 'ChargeIntended':
      return { ...event.terms, status: 'charging', attempt: 1, tries: 1, lastTryAt: event.at, nextAt: event.nextAt };
    case 'ChargeTried':
      if (payment.status !== 'charging') return impossible(payment, event);
      return { ...payment, attempt: event.attempt, tries: payment.tries + 1, lastTryAt: event.at, nextAt: event.nextAt };
    case 'PaymentInstructed':
      return { ...termsOf(payment, event), status: 'awaiting', instructions: event.instructions, asks: 0, nextAt: event.nextAt };
    case 'ProviderAsked':
      return asked(payment, event);
    case 'ProviderMissed':
      return missed(payment, event);
    case 'VoidIntended':
      return voiding(payment, event);
    case 'PaymentVoided':
    case 'PaymentExpired':
    case 'PaymentFailed':
      return ended(payment, event);
    case 'PaymentCaptured':
      return captured(payment, event);
    case 'CaptureMismatched':
      return {
        ...termsOf(payment, event),
        status: 'mismatched',
        attempt: event.attempt,
        capturedAt: event.at,
        capturedRupiah: event.amountRupiah,
        refunds: [],
      };
    case 'EscrowReleased':
      return released(payment, event);
    case 'RefundRequested':
      return refundRequested(payment, event);
    default:
      return refundChanged(payment, event);
  }
};
