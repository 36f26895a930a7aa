import { decideChargeRefused, decideChargeTry, decideInstruct } from '../src/domain/charge.ts';
import { commissionOn } from '../src/domain/commission-rate.ts';
import { decideEndOrder } from '../src/domain/end-order.ts';
import { decideRefundPart, decideReleasePart } from '../src/domain/escrow.ts';
import { evolve } from '../src/domain/evolve.ts';
import { decideRefundAnswer, decideRefundTry, decideRemindRefund } from '../src/domain/pay-refund.ts';
import { chargeIdOf, dueAtOf, readChargeId, type Payment } from '../src/domain/payment.ts';
import type { ProviderAnswer } from '../src/domain/provider-answer.ts';
import { decideRequestPayment } from '../src/domain/request-payment.ts';
import { decideSettle } from '../src/domain/settle.ts';
import { taxWithheldOn } from '../src/domain/tax-rate.ts';
import {
  apply,
  at,
  captureOf,
  first,
  later,
  orderId,
  paymentId,
  request,
  second,
  states,
  total,
  typesOf,
  wholeRefundId,
} from './support/payments.ts';

type Name = keyof typeof states;

describe('a confirmed order', () => {
  test.each<[string, Name, unknown]>([
    ['intends a charge and counts its first try', 'absent', ['ChargeIntended']],
    ['is known already', 'charging', []],
    ['is known already when it is paid', 'captured', []],
    ['charges nothing when its end came first', 'barred', []],
  ])('%s', (_rule, name, expected) => expect(typesOf(decideRequestPayment(states[name], request))).toEqual(expected));

  test('whose parts do not add up is refused', () =>
    expect(typesOf(decideRequestPayment(states.absent, { ...request, totalRupiah: total + 1 }))).toBe('amounts-differ'));

  test('gives the payment its own uuid', () => expect(states.charging).toMatchObject({ paymentId, orderId, tries: 1 }));
});

describe('the end of an order before its payment', () => {
  test.each<[string, Name, unknown]>([
    ['bars a confirmation that comes later', 'absent', ['PaymentBarred']],
    ['takes back a charge that is under way', 'charging', ['VoidIntended']],
    ['takes back an open charge', 'awaiting', ['VoidIntended']],
    ['refunds a captured one whole', 'captured', ['RefundRequested']],
    ['changes nothing while it is being voided', 'voiding', []],
    ['changes nothing when it is voided', 'voided', []],
    ['changes nothing when it expired', 'expired', []],
    ['changes nothing when it failed', 'failed', []],
    ['does not refund a late one a second time', 'late', []],
    ['does not refund another amount a second time', 'mismatched', []],
  ])('%s', (_rule, name, expected) => expect(typesOf(decideEndOrder(states[name], { at }))).toEqual(expected));

  test('refunds whole once, however often it is told', () => {
    const refunded = apply(states.captured, decideEndOrder(states.captured, { at }));
    expect(refunded).toMatchObject({ refunds: [{ refundId: wholeRefundId, amountRupiah: total, reason: 'order_ended' }] });
    expect(typesOf(decideEndOrder(refunded, { at }))).toEqual([]);
  });

  test('never pays twice where parts are settled', () => {
    const released = apply(states.captured, decideReleasePart(states.captured, { part: first, at }));
    expect(typesOf(decideEndOrder(released, { at }))).toBe('payment-partly-settled');
  });
});

describe('what the provider says', () => {
  const pending: ProviderAnswer = { kind: 'pending' };
  const withVa: ProviderAnswer = { kind: 'pending', instructions: { vaNumber: '137' } };
  const ask = (name: Name, answer: ProviderAnswer, when = later(10)) =>
    typesOf(decideSettle(states[name], { answer, attempt: 1, at: when }));

  test.each<[string, Name, ProviderAnswer, unknown]>([
    ['a charge whose number it still has is open', 'charging', withVa, ['PaymentInstructed']],
    ['a charge without one changes nothing', 'charging', pending, []],
    ['a charge it denied has failed', 'charging', { kind: 'denied' }, ['PaymentFailed']],
    ['a charge it does not know is tried again', 'charging', { kind: 'unknown' }, []],
    ['a charge that ran out there expired', 'charging', { kind: 'expired' }, ['PaymentExpired']],
    ['money for a charge under way is taken', 'charging', captureOf(total), ['PaymentCaptured']],
    ['money in time is taken', 'awaiting', captureOf(total), ['PaymentCaptured']],
    ['another amount is held apart and refunded', 'awaiting', captureOf(total - 1), ['CaptureMismatched', 'RefundRequested']],
    ['an open one that ran out expired', 'awaiting', { kind: 'expired' }, ['PaymentExpired']],
    ['an open one that it cancelled has failed', 'awaiting', { kind: 'cancelled' }, ['PaymentFailed']],
    ['an open one is asked for again', 'awaiting', pending, ['ProviderAsked']],
    ['silence is asked again', 'awaiting', { kind: 'unanswered' }, ['ProviderAsked']],
    ['a cancelled charge is voided', 'voiding', { kind: 'cancelled' }, ['PaymentVoided']],
    ['money during the voiding is late and refunded', 'voiding', captureOf(total), ['PaymentCaptured', 'RefundRequested']],
    ['money after the end is late and refunded', 'expired', captureOf(total), ['PaymentCaptured', 'RefundRequested']],
    ['money after a failure is late and refunded', 'failed', captureOf(total), ['PaymentCaptured', 'RefundRequested']],
    ['another amount after the end is held apart', 'voided', captureOf(1), ['CaptureMismatched', 'RefundRequested']],
    ['money twice is taken once', 'captured', captureOf(total), []],
    ['an old word does not move a captured one back', 'captured', { kind: 'expired' }, []],
    ['a mismatched one stays so', 'mismatched', captureOf(total), []],
    ['nothing is known of a barred one', 'barred', captureOf(total), []],
  ])('%s', (_rule, name, answer, expected) => expect(ask(name, answer)).toEqual(expected));

  test('a buyer’s time that is over ends when the provider has nothing', () => {
    expect(ask('awaiting', { kind: 'unknown' }, later(3_599))).toEqual(['ProviderAsked']);
    expect(ask('awaiting', { kind: 'unknown' }, later(3_600))).toEqual(['PaymentExpired']);
    expect(ask('charging', { kind: 'unknown' }, later(3_600))).toEqual(['PaymentExpired']);
    expect(ask('charging', { kind: 'unanswered' }, later(3_600))).toEqual([]);
  });

  test('a voided charge unknown there ends 60 s after the deadline of its last try', () => {
    expect(ask('voiding', { kind: 'unknown' }, later(69))).toEqual(['ProviderAsked']);
    expect(ask('voiding', { kind: 'unknown' }, later(70))).toEqual(['PaymentVoided']);
    expect(ask('voiding', { kind: 'unanswered' }, later(7_000))).toEqual(['ProviderAsked']);
  });

  test('after the end it is asked after 1, 5 and 30 minutes, 6, 24 and 72 hours, and then no more', () => {
    const waits: number[] = [];
    let payment: Payment = states.expired;
    for (let due = dueAtOf(payment); due !== undefined; due = dueAtOf(payment)) {
      waits.push((due.getTime() - at.getTime()) / 60_000);
      payment = apply(payment, decideSettle(payment, { answer: pending, attempt: 1, at: due }));
    }
    expect(waits).toEqual([1, 5, 30, 360, 1_440, 4_320]);
  });

  test('an open one is asked for at 5 seconds, growing, and exactly when its time is over', () => {
    const waits: number[] = [];
    let payment: Payment = states.awaiting;
    while (waits.at(-1) !== 3_600) {
      const due = dueAtOf(payment) ?? at;
      waits.push((due.getTime() - at.getTime()) / 1_000);
      payment = apply(payment, decideSettle(payment, { answer: pending, attempt: 1, at: due }));
    }
    expect(waits).toEqual([5, 15, 35, 75, 155, 315, 635, 1_275, 2_555, 3_600]);
  });

  /** The dates on which it is asked, in seconds since `from`, while the provider gives no answer until `untilSeconds`. */
  const askedInVain = (
    payment: Payment,
    from: Date,
    untilSeconds: number,
  ): { readonly dates: readonly number[]; readonly payment: Payment } => {
    const dates: number[] = [];
    let current = payment;
    for (;;) {
      const due = dueAtOf(current) ?? later(1e9);
      const seconds = (due.getTime() - from.getTime()) / 1_000;
      if (seconds > untilSeconds) return { dates, payment: current };
      dates.push(seconds);
      current = apply(current, decideSettle(current, { answer: { kind: 'unanswered' }, attempt: 1, at: due }));
    }
  };

  test('a question after the end that gets no answer is asked again, at 5 seconds growing to an hour, until it has one', () => {
    const { dates, payment } = askedInVain(states.expired, at, 300_000);
    expect(dates.slice(0, 6)).toEqual([60, 65, 70, 80, 100, 140]);
    expect(new Set(dates.slice(-5).map((date, index, last) => date - (last[index - 1] ?? date - 3_600)))).toEqual(new Set([3_600]));
    const due = dueAtOf(payment) ?? at;
    expect(apply(payment, decideSettle(payment, { answer: captureOf(total), attempt: 1, at: due }))).toMatchObject({ late: true });
  });

  test('questions that were answered late catch up with their dates and end with the last', () => {
    let { payment } = askedInVain(states.expired, at, 300_000);
    const silentUntil = dueAtOf(payment) ?? at;
    for (let asks = 0; asks < 6; asks += 1) {
      expect(dueAtOf(payment)?.getTime()).toBeLessThanOrEqual(silentUntil.getTime());
      payment = apply(payment, decideSettle(payment, { answer: pending, attempt: 1, at: silentUntil }));
    }
    expect(dueAtOf(payment)).toBeUndefined();
  });

  test('a buyer’s time that is over while the provider is silent is asked about at 5 seconds growing, not at the pace of before', () => {
    let payment: Payment = states.awaiting;
    while ((dueAtOf(payment) ?? at) < later(3_600)) {
      payment = apply(payment, decideSettle(payment, { answer: pending, attempt: 1, at: dueAtOf(payment) ?? at }));
    }
    expect(askedInVain(payment, later(3_600), 60).dates).toEqual([0, 5, 10, 20, 40]);
  });

  test('of a charge that was replaced only money counts', () => {
    const retried = apply(states.charging, decideChargeTry(states.charging, { attempt: 2, at }));
    const replaced = apply(retried, decideInstruct(retried, { instructions: { qrString: '2' }, attempt: 2, at }));
    expect(typesOf(decideSettle(replaced, { answer: { kind: 'cancelled' }, attempt: 1, at: later(10) }))).toEqual([]);
    expect(typesOf(decideSettle(replaced, { answer: { kind: 'cancelled' }, attempt: 2, at: later(10) }))).toEqual(['PaymentFailed']);
    const paid = apply(replaced, decideSettle(replaced, { answer: captureOf(total), attempt: 1, at }));
    expect(paid).toMatchObject({ status: 'captured', attempt: 1 });
  });

  test('a hook between two dates does not move the schedule', () => expect(ask('awaiting', pending, later(1))).toEqual([]));

  test('only money in time, or another amount in time, is told to the order as a failure', () => {
    const told = (payment: Payment) => decideSettle(payment, { answer: captureOf(7), attempt: 1, at });
    expect(told(states.awaiting)).toMatchObject({ value: [{ tellsOrder: true }, {}] });
    expect(told(states.voided)).toMatchObject({ value: [{ tellsOrder: false }, {}] });
  });
});

describe('a charge', () => {
  test.each<[string, unknown, unknown]>([
    [
      'is marked with its number',
      typesOf(decideInstruct(states.charging, { instructions: { vaNumber: '1' }, attempt: 1, at })),
      ['PaymentInstructed'],
    ],
    [
      'is not marked when the order has ended',
      typesOf(decideInstruct(states.voiding, { instructions: { vaNumber: '1' }, attempt: 1, at })),
      [],
    ],
    ['fails when the provider refuses it', typesOf(decideChargeRefused(states.charging, { attempt: 1, at })), ['PaymentFailed']],
    ['does not fail when it has moved on', typesOf(decideChargeRefused(states.captured, { attempt: 1, at })), []],
    ['is counted before it is repeated', typesOf(decideChargeTry(states.charging, { attempt: 2, at })), ['ChargeTried']],
    ['is not repeated when it is open', typesOf(decideChargeTry(states.awaiting, { attempt: 2, at })), []],
  ])('%s', (_rule, actual, expected) => expect(actual).toEqual(expected));

  test('is tried again after its lease, growing to an hour', () => {
    const waits: number[] = [];
    let payment = states.charging;
    for (let tries = 0; tries < 12; tries += 1) {
      const due = dueAtOf(payment) ?? at;
      payment = apply(payment, decideChargeTry(payment, { attempt: 1, at: due }));
      waits.push(((dueAtOf(payment) ?? at).getTime() - due.getTime()) / 1_000);
    }
    expect(waits).toEqual([15, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600, 3_600]);
  });

  test('has a name of its own for every attempt, and the name leads back', () => {
    expect([chargeIdOf(paymentId, 1), chargeIdOf(paymentId, 2)]).toEqual([paymentId, `${paymentId}-2`]);
    expect([paymentId, `${paymentId}-2`, 'pay_unknown'].map(readChargeId)).toEqual([
      { paymentId, attempt: 1 },
      { paymentId, attempt: 2 },
      { paymentId: 'pay_unknown', attempt: 1 },
    ]);
  });
});

describe('a worker that slept while another replaced its charge', () => {
  const replaced = apply(states.charging, decideChargeTry(states.charging, { attempt: 2, at }));

  test('does not give the buyer the number of the charge that was taken back', () =>
    expect(typesOf(decideInstruct(replaced, { instructions: { qrString: 'old' }, attempt: 1, at }))).toEqual([]));

  test('does not fail the new charge with a refusal of the old', () =>
    expect(typesOf(decideChargeRefused(replaced, { attempt: 1, at }))).toEqual([]));
});

describe('a seller order’s part', () => {
  const released = apply(states.captured, decideReleasePart(states.captured, { part: first, at }));
  const refunded = apply(states.captured, decideRefundPart(states.captured, { part: first, at }));
  const cheaper = { ...first, goodsRupiah: first.goodsRupiah - 1 };
  const strange = { ...first, sellerOrderId: 'so_strange' };

  test.each<[string, unknown, unknown]>([
    ['is released', typesOf(decideReleasePart(states.captured, { part: first, at })), ['EscrowReleased']],
    ['is released once', typesOf(decideReleasePart(released, { part: first, at })), []],
    ['is not released after its refund', typesOf(decideReleasePart(refunded, { part: first, at })), 'escrow-refunded'],
    ['is refunded', typesOf(decideRefundPart(states.captured, { part: first, at })), ['RefundRequested']],
    ['is refunded once', typesOf(decideRefundPart(refunded, { part: first, at })), []],
    ['is not refunded after its release', typesOf(decideRefundPart(released, { part: first, at })), 'escrow-released'],
    ['is settled apart from the others', typesOf(decideRefundPart(released, { part: second, at })), ['RefundRequested']],
    ['needs money that is there', typesOf(decideReleasePart(states.awaiting, { part: first, at })), 'payment-state'],
    ['has nothing in a late payment', typesOf(decideRefundPart(states.late, { part: first, at })), 'payment-state'],
    ['needs a payment', typesOf(decideReleasePart(states.absent, { part: first, at })), 'payment-not-found'],
    ['must be known', typesOf(decideRefundPart(states.captured, { part: strange, at })), 'payment-not-found'],
    ['has the amounts that were paid', typesOf(decideRefundPart(states.captured, { part: cheaper, at })), 'amounts-differ'],
  ])('%s', (_rule, actual, expected) => expect(actual).toEqual(expected));

  test('goes to the seller less 5 % of the goods, and shipping whole', () => {
    const decision = decideReleasePart(states.captured, { part: first, at });
    expect(decision).toMatchObject({ value: [{ commissionRupiah: 3_200, taxRupiah: 0 }] });
  });

  test('has a rate only from the day its row is valid', () => {
    expect([commissionOn(1_010, at), commissionOn(1_010, new Date('2025-12-31T16:59:59Z'))]).toEqual([51, 0]);
    expect(taxWithheldOn(1_000_000, at)).toBe(0);
  });
});

describe('a refund', () => {
  const requested = apply(states.captured, decideRefundPart(states.captured, { part: first, at }));
  const refundId = first.sellerOrderId.replace('so_', 'ref_');
  const processing = apply(requested, decideRefundTry(requested, { refundId, at }));
  const answer = (payment: Payment, kind: 'completed' | 'accepted' | 'impossible' | 'unanswered', tries = 1) =>
    decideRefundAnswer(payment, { refundId, tries, answer: { kind }, at });
  const needing = apply(processing, answer(processing, 'impossible'));

  test.each<[string, unknown, unknown]>([
    ['counts its try before the call', typesOf(decideRefundTry(requested, { refundId, at })), ['RefundTried']],
    ['counts it once', typesOf(decideRefundTry(processing, { refundId, at })), 'refund-under-way'],
    ['must be known', typesOf(decideRefundTry(states.captured, { refundId, at })), 'refund-not-found'],
    ['is completed when the money is paid out', typesOf(answer(processing, 'completed')), ['RefundCompleted']],
    ['is not completed when it is only accepted', typesOf(answer(processing, 'accepted')), ['RefundAsked']],
    ['is asked for again after silence', typesOf(answer(processing, 'unanswered')), ['RefundAsked']],
    ['needs an account where the provider cannot', typesOf(answer(processing, 'impossible')), ['RefundAccountNeeded']],
    ['ignores the answer to another try', typesOf(answer(processing, 'completed', 2)), []],
    ['ignores an answer before any try', typesOf(answer(requested, 'completed')), []],
    [
      'is reminded of when its day has come',
      typesOf(decideRemindRefund(needing, { refundId, at: later(86_400) })),
      ['RefundAccountNeeded'],
    ],
    ['is not reminded of before', typesOf(decideRemindRefund(needing, { refundId, at: later(86_399) })), []],
  ])('%s', (_rule, actual, expected) => expect(actual).toEqual(expected));

  test('reminds after 1, 3 and 7 days, then monthly', () => {
    const days: number[] = [];
    let payment = needing;
    while (days.length < 5) {
      const due = dueAtOf(payment) ?? at;
      days.push((due.getTime() - at.getTime()) / 86_400_000);
      payment = apply(payment, decideRemindRefund(payment, { refundId, at: due }));
    }
    expect(days).toEqual([1, 3, 7, 37, 67]);
  });

  test('that is completed waits for nothing', () => {
    const completed = apply(processing, answer(processing, 'completed'));
    expect(dueAtOf(completed)).toBeUndefined();
    expect(typesOf(answer(completed, 'impossible'))).toEqual([]);
  });
});

test('an event that cannot happen in a state is a bug and throws', () => {
  expect(() => evolve(states.absent, { type: 'PaymentVoided', at })).toThrow('cannot happen');
  expect(() => evolve(states.awaiting, { type: 'ChargeTried', attempt: 1, at, nextAt: at })).toThrow('cannot happen');
  expect(() => evolve(states.captured, { type: 'ProviderAsked' })).toThrow('cannot happen');
});
