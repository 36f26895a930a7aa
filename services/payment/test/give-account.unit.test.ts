import { decideRefundPart } from '../src/domain/escrow.ts';
import { decideGiveAccount, type GiveAccount } from '../src/domain/give-account.ts';
import { decideRefundAnswer, decideRefundTry, decideRemindRefund, type RefundAnswer } from '../src/domain/pay-refund.ts';
import { dueAtOf, type Payment } from '../src/domain/payment.ts';
import { decideWatchTransfer } from '../src/domain/watch-transfer.ts';
import { about, apply, at, first, later, states, typesOf } from './support/payments.ts';

const daySeconds = 86_400;
const refundId = first.sellerOrderId.replace('so_', 'ref_');
const account = { bank: 'bca', number: { masked: '••5678', sealed: 'sealed' }, holder: 'Siti Rahayu' };
const command: GiveAccount = { refundId, buyerId: about.buyerId, account, holdSeconds: daySeconds, at };

const tried = (payment: Payment, seconds = 0) => apply(payment, decideRefundTry(payment, { refundId, at: later(seconds) }));
const answered = (payment: Payment, kind: RefundAnswer['kind'], tries: number) =>
  apply(payment, decideRefundAnswer(payment, { refundId, tries, answer: { kind }, at }));
const give = (payment: Payment, more: Partial<GiveAccount> = {}) => decideGiveAccount(payment, { ...command, ...more });

const requested = apply(states.captured, decideRefundPart(states.captured, { part: first, at, cause: 'decision' }));
const processing = tried(requested);
const needing = answered(processing, 'impossible', 1);
const held = apply(needing, give(needing));
const transferring = tried(held, daySeconds);
const completed = answered(transferring, 'completed', 2);
const watch = (payment: Payment, kind: 'stands' | 'returned' | 'unanswered', tries = 2) =>
  decideWatchTransfer(payment, { refundId, tries, answer: { kind }, at });
const returned = apply(completed, watch(completed, 'returned'));

test.each<[string, unknown, unknown]>([
  ['is given where one is needed', typesOf(give(needing)), ['RefundAccountGiven']],
  ['is replaced while its hold runs', typesOf(give(held, { at: later(daySeconds - 1) })), ['RefundAccountGiven']],
  ['is not replaced once its hold is over', typesOf(give(held, { at: later(daySeconds) })), 'refund-under-way'],
  ['is not replaced while the transfer is under way', typesOf(give(transferring)), 'refund-under-way'],
  ['is not taken before the provider was asked', typesOf(give(requested)), 'refund-under-way'],
  ['is not taken while the provider is asked', typesOf(give(processing)), 'refund-under-way'],
  ['is not taken for what is paid out', typesOf(give(completed)), 'refund-state'],
  ['is taken again after the money came back', typesOf(give(returned)), ['RefundAccountGiven']],
  ['is nobody’s but the buyer’s to give', typesOf(give(needing, { buyerId: 'acc_other' })), 'refund-not-found'],
  ['needs a refund', typesOf(give(states.captured)), 'refund-not-found'],
  ['needs money', typesOf(give(states.awaiting)), 'refund-not-found'],
])('an account %s', (_rule, actual, expected) => expect(actual).toEqual(expected));

test.each<[string, unknown, unknown]>([
  ['does not begin while the hold runs', typesOf(decideRefundTry(held, { refundId, at: later(daySeconds - 1) })), 'refund-under-way'],
  ['begins when the hold is over', typesOf(decideRefundTry(held, { refundId, at: later(daySeconds) })), ['RefundTried']],
  ['does not begin without an account', typesOf(decideRefundTry(needing, { refundId, at: later(daySeconds) })), 'refund-under-way'],
  ['begins once', typesOf(decideRefundTry(transferring, { refundId, at: later(2 * daySeconds) })), 'refund-under-way'],
  ['that comes back is owed again', typesOf(watch(completed, 'returned')), ['RefundReturned']],
  ['comes back once', typesOf(watch(returned, 'returned')), []],
  ['that stands is asked for again', typesOf(watch(completed, 'stands')), ['RefundWatched']],
  ['is not judged by the answer to another try', typesOf(watch(completed, 'returned', 1)), []],
])('a transfer %s', (_rule, actual, expected) => expect(actual).toEqual(expected));

test('reminders go on while the hold runs, and giving an account does not begin them anew', () => {
  expect(dueAtOf(held)).toEqual(later(daySeconds));
  const longHeld = apply(needing, give(needing, { holdSeconds: 30 * daySeconds }));
  const reminded = apply(longHeld, decideRemindRefund(longHeld, { refundId, at: later(daySeconds) }));
  expect(reminded).toMatchObject({ refunds: [{ status: 'account_needed', reminders: 1, account: { bank: 'bca' } }] });
  expect(dueAtOf(reminded)).toEqual(later(3 * daySeconds));
});

test('a new account starts a new hold', () => {
  const replaced = apply(held, give(held, { at: later(3_600) }));
  expect(replaced).toMatchObject({ refunds: [{ account: { transferAt: later(daySeconds + 3_600) } }] });
});

test('the number of a try rises only with the provider’s own no', () => {
  const silent = answered(answered(transferring, 'unanswered', 2), 'accepted', 2);
  expect(silent).toMatchObject({ refunds: [{ tries: 2 }] });
  const refused = answered(silent, 'impossible', 2);
  const again = apply(refused, give(refused, { holdSeconds: 0 }));
  expect(tried(again)).toMatchObject({ refunds: [{ tries: 3, status: 'processing' }] });
});
