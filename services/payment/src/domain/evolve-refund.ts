import type { PaymentEvent } from './events.ts';
import type { Refund } from './refund.ts';

type Of<T extends PaymentEvent['type']> = Extract<PaymentEvent, { type: T }>;

export type RefundEvent = Of<
  | 'RefundTried'
  | 'RefundAsked'
  | 'RefundAccountNeeded'
  | 'RefundAccountGiven'
  | 'RefundAccountResealed'
  | 'RefundCompleted'
  | 'RefundWatched'
  | 'RefundReturned'
>;

export const newRefund = (event: Of<'RefundRequested'>): Refund => {
  const { refundId, amountRupiah, reason, nextAt, at: requestedAt } = event;
  const whose = event.sellerOrderId === undefined ? {} : { sellerOrderId: event.sellerOrderId };
  const why = event.cause === undefined ? {} : { cause: event.cause };
  const counts = { tries: 0, asks: 0, reminders: 0 };
  return { refundId, ...whose, amountRupiah, reason, ...why, status: 'requested', requestedAt, ...counts, nextAt };
};

/** Nothing is under way any more; an account to which the money did not go is not tried again. */
const needingAccount = (refund: Refund, nextAt: Date): Refund => {
  const {
    account: _account,
    road: _road,
    triedAt: _triedAt,
    reference: _reference,
    completedAt: _completedAt,
    checks: _checks,
    ...rest
  } = refund;
  return { ...rest, status: 'account_needed', reminders: 0, nextAt };
};

/** `nextAt` of the event alone counts; without one nothing is waited for. */
const withNext = ({ nextAt: _, ...rest }: Refund, nextAt: Date | undefined): Refund => (nextAt === undefined ? rest : { ...rest, nextAt });

/** The provider's number of a transfer is kept from the first answer that tells it. */
const withReference = (refund: Refund, reference: string | undefined): Refund =>
  reference === undefined ? refund : { ...refund, reference };

export const changeRefund = (refund: Refund, event: RefundEvent): Refund => {
  switch (event.type) {
    case 'RefundTried': {
      const { road, at: triedAt, nextAt } = event;
      return { ...refund, status: 'processing', tries: refund.tries + 1, road, triedAt, asks: 0, nextAt };
    }
    case 'RefundAsked':
      return withReference({ ...refund, asks: refund.asks + 1, nextAt: event.nextAt }, event.reference);
    case 'RefundAccountNeeded':
      return refund.status === 'account_needed'
        ? { ...refund, reminders: refund.reminders + 1, nextAt: event.nextAt }
        : needingAccount(refund, event.nextAt);
    case 'RefundAccountGiven':
      return { ...refund, account: event.account };
    case 'RefundAccountResealed':
      return refund.account === undefined ? refund : { ...refund, account: { ...refund.account, number: event.number } };
    case 'RefundCompleted':
      return withReference(withNext({ ...refund, status: 'completed', completedAt: event.at, checks: 0 }, event.nextAt), event.reference);
    case 'RefundWatched':
      return withNext({ ...refund, checks: event.checks }, event.nextAt);
    case 'RefundReturned':
      return needingAccount(refund, event.nextAt);
  }
};
