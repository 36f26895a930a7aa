import {
  paymentCapturedV1,
  paymentExpiredV1,
  paymentFailedV1,
  paymentRequestedV1,
  refundAccountGivenV1,
  refundAccountNeededV1,
  refundCompletedV1,
  refundProcessingV1,
  refundRequestedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { runWithAmbient, type Now } from '@wadah/kit';
import type { EntrySink } from '@wadah/messaging';
import { aggregateStore, type AggregateStore, type Columns, type Mongo, type OutboxDraft } from '@wadah/mongo';
import type { Payments } from '../../app/ports.ts';
import type { PaymentEvent } from '../../domain/events.ts';
import { evolve } from '../../domain/evolve.ts';
import { ledgerEntryOf } from '../../domain/ledger.ts';
import { dueAtOf, isSettled, type About, type Payment } from '../../domain/payment.ts';

export type PaymentStore = AggregateStore<Payment, PaymentEvent>;

const refundData = (event: {
  readonly about: About;
  readonly refundId: string;
  readonly sellerOrderId?: string;
  readonly amountRupiah: number;
}) => ({
  ...event.about,
  refundId: event.refundId,
  ...(event.sellerOrderId === undefined ? {} : { sellerOrderId: event.sellerOrderId }),
  amountRupiah: event.amountRupiah,
});

const toContract = (event: PaymentEvent): OutgoingEvent | undefined => {
  switch (event.type) {
    case 'PaymentInstructed': {
      const { about, method: paymentMethod, amountRupiah, instructions, at: time } = event;
      const data = { ...about, paymentMethod, amountRupiah, ...instructions, expiresAt: event.expiresAt.toISOString() };
      return paymentRequestedV1.from({ subject: about.paymentId, time, data });
    }
    case 'PaymentExpired':
      return paymentExpiredV1.from({ subject: event.about.paymentId, time: event.at, data: event.about });
    case 'PaymentFailed': {
      const data = { ...event.about, reason: 'provider_refused' as const };
      return paymentFailedV1.from({ subject: event.about.paymentId, time: event.at, data });
    }
    case 'CaptureMismatched': {
      const data = { ...event.about, reason: 'amount_mismatch' as const };
      return event.tellsOrder ? paymentFailedV1.from({ subject: event.about.paymentId, time: event.at, data }) : undefined;
    }
    case 'PaymentCaptured': {
      const data = { ...event.about, amountRupiah: event.amountRupiah, late: event.late };
      return paymentCapturedV1.from({ subject: event.about.paymentId, time: event.at, data });
    }
    case 'RefundRequested': {
      const data = { ...refundData(event), reason: event.reason };
      return refundRequestedV1.from({ subject: event.about.paymentId, time: event.at, data });
    }
    case 'RefundTried':
      return refundProcessingV1.from({ subject: event.about.paymentId, time: event.at, data: refundData(event) });
    case 'RefundAccountNeeded':
    case 'RefundReturned':
      return refundAccountNeededV1.from({ subject: event.about.paymentId, time: event.at, data: refundData(event) });
    case 'RefundAccountGiven': {
      const data = { ...refundData(event), transferAt: event.account.transferAt.toISOString() };
      return refundAccountGivenV1.from({ subject: event.about.paymentId, time: event.at, data });
    }
    case 'RefundCompleted':
      return refundCompletedV1.from({ subject: event.about.paymentId, time: event.at, data: refundData(event) });
    default:
      return undefined;
  }
};

/** What the world and the journal learn of an event. */
const toOutbox = (event: PaymentEvent): readonly OutboxDraft[] => {
  const [contract, entry] = [toContract(event), ledgerEntryOf(event)];
  return [...(contract === undefined ? [] : [contract]), ...(entry === undefined ? [] : [{ entry }])];
};

const columns = (payment: Payment): Columns => {
  const refundIds = isSettled(payment) ? payment.refunds.map(({ refundId }) => refundId) : [];
  return {
    dueAt: dueAtOf(payment),
    mismatchedAt: payment.status === 'mismatched' ? payment.capturedAt : undefined,
    refundIds: refundIds.length === 0 ? undefined : refundIds,
  };
};

export const paymentStore = (deps: { readonly mongo: Mongo; readonly now: Now; readonly entries: EntrySink }): PaymentStore =>
  aggregateStore<Payment, PaymentEvent>({
    ...deps,
    collection: 'payments',
    initial: { status: 'absent' },
    evolve,
    toOutbox,
    columns,
  });

/** The store as use-cases see it. */
export const payments = (store: PaymentStore): Payments => ({
  load: (paymentId) => store.load(paymentId),
  lastWritten: (paymentId) => store.lastWritten(paymentId)?.state,
  update: (paymentId, decide, options) => store.update(paymentId, decide, options),
  ofRefund: async (refundId) => {
    const [found] = await store.find({ refundIds: refundId }, { limit: 1 });
    return found?.state ?? { status: 'absent' };
  },
});

/** Does what somebody outside asked for under the trace of the purchase. */
export const underCauseOf =
  (store: Pick<PaymentStore, 'causeOf'>) =>
  <T>(payment: Payment, work: () => Promise<T>): Promise<T> => {
    const cause = store.causeOf(payment);
    return cause === undefined ? work() : runWithAmbient(cause, work);
  };
