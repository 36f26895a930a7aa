import { sumRupiah } from '@wadah/kit';
import fc from 'fast-check';
import { proveLedger } from '../src/app/prove-ledger.ts';
import { decideChargeTry, decideInstruct, decideChargeRefused } from '../src/domain/charge.ts';
import { decideEndOrder } from '../src/domain/end-order.ts';
import { decideRefundPart, decideReleasePart } from '../src/domain/escrow.ts';
import { evolve } from '../src/domain/evolve.ts';
import { ledgerEntryOf, type LedgerEntry } from '../src/domain/ledger.ts';
import { decideRefundAnswer, decideRefundTry, decideRemindRefund } from '../src/domain/pay-refund.ts';
import { isSettled, partRupiah, type Payment } from '../src/domain/payment.ts';
import type { ProviderAnswer } from '../src/domain/provider-answer.ts';
import { decideRequestPayment } from '../src/domain/request-payment.ts';
import { decideSettle } from '../src/domain/settle.ts';
import { captureOf, first, later, request, second, states, total, wholeRefundId } from './support/payments.ts';

type Step = (payment: Payment, second: number) => ReturnType<typeof decideSettle>;

const settle =
  (answer: ProviderAnswer): Step =>
  (payment, when) =>
    decideSettle(payment, { answer, attempt: 1, at: later(when) });

const refundIds = [wholeRefundId, ...[first, second].map(({ sellerOrderId }) => sellerOrderId.replace('so_', 'ref_'))];

const refundSteps: readonly Step[] = refundIds.flatMap((refundId): readonly Step[] => [
  (payment, when) => decideRefundTry(payment, { refundId, at: later(when) }),
  (payment, when) => decideRemindRefund(payment, { refundId, at: later(when) }),
  ...(['completed', 'accepted', 'impossible', 'unanswered'] as const).map(
    (kind): Step =>
      (payment, when) =>
        decideRefundAnswer(payment, { refundId, tries: 1, answer: { kind }, at: later(when) }),
  ),
]);

const steps: readonly Step[] = [
  (payment, when) => decideRequestPayment(payment, { ...request, at: later(when) }),
  (payment, when) => decideChargeTry(payment, { attempt: 1, at: later(when) }),
  (payment, when) => decideInstruct(payment, { instructions: { qrString: '0' }, attempt: 1, at: later(when) }),
  (payment, when) => decideChargeRefused(payment, { attempt: 1, at: later(when) }),
  (payment, when) => decideEndOrder(payment, { at: later(when) }),
  ...[first, second].flatMap((part): readonly Step[] => [
    (payment, when) => decideReleasePart(payment, { part, at: later(when) }),
    (payment, when) => decideRefundPart(payment, { part, at: later(when) }),
  ]),
  ...[captureOf(total), captureOf(total), captureOf(total - 1), captureOf(total + 5_000)].map(settle),
  ...(['pending', 'expired', 'cancelled', 'denied', 'unknown', 'unanswered'] as const).map((kind) => settle({ kind })),
  ...refundSteps,
];

const run = (script: readonly (readonly [number, number])[]): { readonly payment: Payment; readonly entries: readonly LedgerEntry[] } => {
  let payment: Payment = states.absent;
  const entries: LedgerEntry[] = [];
  for (const [index, when] of script) {
    const decision = steps[index]?.(payment, when);
    for (const event of decision?.ok === true ? decision.value : []) {
      payment = evolve(payment, event);
      const entry = ledgerEntryOf(event);
      if (entry !== undefined) entries.push(entry);
    }
  }
  return { payment, entries };
};

const begun: readonly (readonly [number, number])[] = [
  [0, 0],
  [2, 1],
];

const script = fc
  .array(fc.tuple(fc.nat({ max: steps.length - 1 }), fc.nat({ max: 100_000 })), { minLength: 1, maxLength: 40 })
  // Half of the runs begin with an open charge, so that most of them reach the money.
  .chain((tail) => fc.boolean().map((open) => (open ? [...begun, ...tail] : tail)));

const always = (check: (outcome: ReturnType<typeof run>) => void) =>
  fc.assert(
    fc.property(script, (s) => check(run(s))),
    { numRuns: 2_000 },
  );

const balanceOf = (entries: readonly LedgerEntry[], prefix: string): number =>
  sumRupiah(
    entries.flatMap(({ lines }) =>
      lines.filter(({ account }) => account.startsWith(prefix)).map((line) => line.creditRupiah - line.debitRupiah),
    ),
  );

test('every entry is balanced, one-sided by line, and has an id of its own', () =>
  always(({ entries }) => {
    for (const { lines } of entries) {
      expect(sumRupiah(lines.map((line) => line.debitRupiah - line.creditRupiah))).toBe(0);
      expect(
        lines.every((line) => line.debitRupiah >= 0 && line.creditRupiah >= 0 && (line.debitRupiah === 0) !== (line.creditRupiah === 0)),
      ).toBe(true);
    }
    expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
  }));

test('what was captured is released, refunded or held, to the rupiah', () =>
  always(({ payment, entries }) => {
    if (!isSettled(payment)) return expect(entries).toEqual([]);
    const held = sumRupiah(payment.parts.filter(({ escrow }) => escrow === 'held').map(partRupiah));
    const released = sumRupiah(payment.parts.filter(({ escrow }) => escrow === 'released').map(partRupiah));
    const refunded = sumRupiah(payment.refunds.map(({ amountRupiah }) => amountRupiah));
    expect(held + released + refunded).toBe(payment.capturedRupiah);
  }));

test('no account that owes money is ever below zero, and nothing is left apart', () =>
  always(({ payment, entries }) => {
    for (const account of ['seller-escrow', 'seller-balance', 'refunds-payable', 'commission-revenue', 'tax-payable']) {
      expect(balanceOf(entries, account)).toBeGreaterThanOrEqual(0);
    }
    expect(balanceOf(entries, 'late-captures') + balanceOf(entries, 'mismatched-captures')).toBe(0);
    const paidOut = isSettled(payment) ? payment.refunds.filter(({ status }) => status === 'completed') : [];
    const captured = isSettled(payment) ? payment.capturedRupiah : 0;
    expect(0 - balanceOf(entries, 'provider-clearing')).toBe(captured - sumRupiah(paidOut.map(({ amountRupiah }) => amountRupiah)));
  }));

test('money that was captured is never uncaptured', () =>
  fc.assert(
    fc.property(script, script, (head, tail) => {
      const before = run(head).payment;
      const after = run([...head, ...tail]).payment;
      if (isSettled(before)) expect(after).toMatchObject({ status: before.status, capturedRupiah: before.capturedRupiah });
    }),
    { numRuns: 1_000 },
  ));

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test('the proof holds for every run, and finds an entry that is missing or changed', async () =>
  fc.assert(
    fc.asyncProperty(script, async (s) => {
      const { payment, entries } = run(s);
      const prove = (some: readonly LedgerEntry[]) =>
        proveLedger({ entries: each(some), payments: each([payment]), answered: async () => [] });
      expect((await prove(entries)).faults).toEqual([]);
      if (entries.length > 0) expect((await prove(entries.slice(1))).faults).not.toEqual([]);
    }),
    { numRuns: 500 },
  ));

const captured = run([...begun, [9, 2], [5, 3]]);

const proofOf = (change: { readonly entries?: (entries: LedgerEntry[]) => LedgerEntry[]; readonly balance?: number }) =>
  proveLedger({
    entries: each((change.entries ?? ((same) => same))([...captured.entries])),
    payments: each([captured.payment]),
    answered: async () => (change.balance === undefined ? [] : [{ account: 'tax-payable', debitRupiah: 0, creditRupiah: change.balance }]),
  });

const bend = (lines: LedgerEntry['lines']): LedgerEntry['lines'] =>
  lines.map((line, at) => (at === 0 ? { ...line, debitRupiah: line.debitRupiah + 1 } : line));

const moved = (lines: LedgerEntry['lines']): LedgerEntry['lines'] =>
  lines.map((line) => (line.account === 'provider-clearing' ? { ...line, account: 'refunds-payable' } : line));

const changedFirst = (change: (entry: LedgerEntry) => LedgerEntry) => ({
  entries: ([entry, ...rest]: LedgerEntry[]) => (entry === undefined ? rest : [change(entry), ...rest]),
});

test.each<readonly [string, Parameters<typeof proofOf>[0], RegExp]>([
  ['nothing, and is clean', {}, /^$/],
  ['an entry that is out of balance', changedFirst((entry) => ({ ...entry, lines: bend(entry.lines) })), /:capture:1 is not balanced[^]*All accounts together sum up to 1,/],
  ['an entry that is missing', { entries: (entries) => entries.slice(1) }, /lacks the entry pay_[^:]*:capture:/],
  ['an entry on another account', changedFirst((entry) => ({ ...entry, lines: moved(entry.lines) })), /pay_\S* has 0 on provider-clearing, its document says -100010/],
  ['an entry twice under two ids', { entries: (entries) => [...entries, ...entries.slice(0, 1).map((entry) => ({ ...entry, id: `${entry.id}1` }))] }, /has -200020 on provider-clearing/],
  ['an entry of a payment that does not exist', changedFirst((entry) => ({ ...entry, refs: { paymentId: 'pay_9' } })), /pay_9 is no payment, and has entries/],
  ['a balance that no entry explains', { balance: 5 }, /tax-payable is answered with 5, entries say 0/],
])('the proof of the ledger names %s', async (_what, change, said) => {
  expect((await proofOf(change)).faults.join('\n')).toMatch(said);
}); // prettier-ignore
