import { decideChargeRefused, decideChargeTry, decideInstruct } from '../src/domain/charge.ts';
import { decideEndOrder } from '../src/domain/end-order.ts';
import { decideReleasePart } from '../src/domain/escrow.ts';
import type { Part, Payment } from '../src/domain/payment.ts';
import { decideSettle } from '../src/domain/settle.ts';
import { apply, at, captureOf, first, later, states, total } from './support/payments.ts';

const added = { voucher: 'of a later release' };

const partsOf = (payment: Payment): readonly Part[] => ('parts' in payment ? payment.parts : []);

type Name = 'charging' | 'awaiting' | 'voiding' | 'expired' | 'captured';

test.each<[Name, string, (payment: Payment) => ReturnType<typeof decideSettle>]>([
  ['charging', 'a new try', (payment) => decideChargeTry(payment, { attempt: 1, at: later(600) })],
  ['charging', 'its instructions', (payment) => decideInstruct(payment, { instructions: { qrString: '0002' }, attempt: 1, at })],
  ['charging', 'a refusal', (payment) => decideChargeRefused(payment, { attempt: 1, at })],
  ['awaiting', 'its capture', (payment) => decideSettle(payment, { answer: captureOf(total), attempt: 1, at })],
  ['awaiting', 'another amount', (payment) => decideSettle(payment, { answer: captureOf(total - 1), attempt: 1, at })],
  ['awaiting', 'the end of its order', (payment) => decideEndOrder(payment, { at })],
  ['voiding', 'its void', (payment) => decideSettle(payment, { answer: { kind: 'cancelled' }, attempt: 1, at })],
  ['expired', 'a late capture', (payment) => decideSettle(payment, { answer: captureOf(total), attempt: 1, at })],
  ['captured', 'a release', (payment) => decideReleasePart(payment, { part: first, at })],
])('what a later release has added to a payment that is %s outlives %s', (name, _event, decide) => {
  const given = states[name];
  const payment = { ...given, ...added, parts: partsOf(given).map((part) => ({ ...part, ...added })) } as Payment;
  const decision = decide(payment);
  expect(decision.ok && decision.value.length).toBeGreaterThan(0);
  const after = apply(payment, decision);
  expect(after).toMatchObject(added);
  expect(partsOf(after)).toMatchObject([added, added]);
});
