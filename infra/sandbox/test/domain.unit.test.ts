import fc from 'fast-check';
import { decideRefund, qrisRefundWindowMs, type RequestRefund } from '../src/domain/refund.ts';
import { retryOf, type Notification } from '../src/domain/notification.ts';
import { refundedRupiah, type Payment } from '../src/domain/payment.ts';
import { payoutStateAt, type Payout } from '../src/domain/payout.ts';
import { crc16, qrisString } from '../src/domain/qris.ts';
import { irisSignature, signatureKey } from '../src/domain/signature.ts';
import { defaultSwitches, effectiveSwitches, type TransferSwitch } from '../src/domain/switches.ts';
import { fromOrderTime, toWireTime } from '../src/domain/wire-time.ts';
import { golden } from './support/golden.ts';

const atMs = Date.parse('2026-11-24T14:00:00Z');

const paid: Payment = {
  orderId: 'o',
  transactionId: 't',
  method: { type: 'qris', acquirer: 'gopay', qrString: 'q' },
  status: 'settlement',
  chargedRupiah: 1000,
  capture: { rupiah: 1000, atMs },
  createdAtMs: atMs,
  expiresAtMs: atMs + 1,
  notificationUrls: [],
  refunds: [],
};
const ask = (refundKey: string, rupiah?: number, laterMs = 0): RequestRefund => ({
  refundKey,
  rupiah,
  reason: '',
  direct: true,
  switches: defaultSwitches,
  atMs: atMs + laterMs,
});

test('the checksum is CRC16-CCITT with the value that its authors publish', () => {
  expect(crc16('123456789')).toBe('29B1');
});

test('a QRIS string is well-formed TLV with the amount, the currency, the country and a right checksum', () => {
  const text = qrisString({ rupiah: 150_000, reference: '6ae757a4e170473a94ddd0417' });
  expect(text).toBe(golden('charge-qris.response')['qr_string']);
  const fields = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const length = Number(text.slice(at + 2, at + 4));
    fields.set(text.slice(at, at + 2), text.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  expect(Object.fromEntries(fields)).toMatchObject({
    '00': '01',
    '01': '12',
    '53': '360',
    '54': '150000',
    '58': 'ID',
    '63': crc16(text.slice(0, -4)),
  });
});

test('the signature is SHA512 over order, status code, amount and key', () => {
  const body = golden('notification-settlement');
  const fields = { orderId: String(body['order_id']), statusCode: String(body['status_code']), grossAmount: String(body['gross_amount']) };
  expect(signatureKey(fields, String(golden('keys')['signingKey']))).toBe(body['signature_key']);
  expect(irisSignature('{}', 'k')).toMatch(/^[0-9a-f]{128}$/);
});

test('times are written in Jakarta and read with their zone', () => {
  expect(toWireTime(Date.parse('2026-11-24T18:30:05.900Z'))).toBe('2026-11-25 01:30:05');
  expect(fromOrderTime('2026-11-25 01:30:05 +0700')).toBe(Date.parse('2026-11-24T18:30:05Z'));
  expect(fromOrderTime('2026-11-25T01:30:05Z')).toBeNull();
  expect(fromOrderTime('2026-99-25 01:30:05 +0700')).toBeNull();
});

test('refunds in any order and size never add up to more than was captured, and each key counts once', () => {
  const wish = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd', 'e'), rupiah: fc.integer({ min: 1, max: 700 }) });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      let payment = paid;
      for (const { key, rupiah } of wishes) {
        const refunded = decideRefund(payment, ask(key, rupiah));
        if (refunded.ok) payment = refunded.value.payment;
      }
      expect(refundedRupiah(payment)).toBeLessThanOrEqual(1000);
      expect(new Set(payment.refunds.map(({ refundKey }) => refundKey)).size).toBe(payment.refunds.length);
      if (refundedRupiah(payment) === 1000) expect(payment.status).toBe('refund');
    }),
  );
});

const refundedOnce = ((): Payment => {
  const refunded = decideRefund(paid, ask('a', 400));
  if (!refunded.ok) throw new Error('The first refund must be taken.');
  return refunded.value.payment;
})();

test.each<[string, Payment, RequestRefund, unknown]>([
  ['the same key and amount is the same refund', refundedOnce, ask('a', 400), { ok: true, value: { repeated: true } }],
  ['the same key with another amount is refused', refundedOnce, ask('a', 401), { ok: false, statusCode: '406' }],
  [
    'no amount means all that is left',
    refundedOnce,
    ask('b'),
    { ok: true, value: { payment: { status: 'refund' }, refund: { rupiah: 600 } } },
  ],
  ['more than is left is refused', refundedOnce, ask('b', 601), { ok: false, statusCode: '414' }],
  ['the last moment of the window is in time', paid, ask('a', 1, qrisRefundWindowMs), { ok: true }],
  ['a moment after the window is too late', paid, ask('a', 1, qrisRefundWindowMs + 1), { ok: false, statusCode: '418' }],
  [
    'an unpaid payment has nothing to give back',
    { ...paid, status: 'pending', capture: null },
    ask('a', 1),
    { ok: false, statusCode: '412' },
  ],
  [
    'a virtual account takes nothing back',
    { ...paid, method: { type: 'bank_transfer', bank: 'bca', vaNumber: '1' } },
    ask('a', 1),
    { ok: false, statusCode: '412' },
  ],
])('%s', (_rule, payment, command, expected) => expect(decideRefund(payment, command)).toMatchObject(expected as object));

const payoutOf = (plan: Partial<TransferSwitch>): Payout => ({
  referenceNo: 'r',
  idempotencyKey: 'k',
  createdAtMs: atMs,
  plan: { mode: 'accepted', processedAfterMs: 10, completedAfterMs: 20, bouncedAfterMs: 30, ...plan },
  request: { beneficiaryName: 'n', beneficiaryAccount: '12345', beneficiaryBank: 'banten', rupiah: 1, notes: 'n' },
});

test.each([
  ['queued at first', 'accepted', 9, 'queued'],
  ['processed next', 'accepted', 10, 'processed'],
  ['completed when accepted', 'accepted', 1_000_000, 'completed'],
  ['failed when rejected', 'rejected', 20, 'failed'],
  ['completed before it bounces', 'bounced_later', 49, 'completed'],
  ['bounced later', 'bounced_later', 50, 'bounced'],
] as const)('a payout is %s', (_when, mode, laterMs, status) =>
  expect(payoutStateAt(payoutOf({ mode }), atMs + laterMs).status).toBe(status),
);

test('messages are tried again with doubling delays up to five minutes, for a day', () => {
  let message: Notification | null = { notificationId: 'n', url: 'u', body: '', headers: {}, firstDueAtMs: 0, dueAtMs: 0, attempts: 0 };
  const delaysMs: number[] = [];
  while (message !== null) {
    const triedAtMs: number = message.dueAtMs;
    message = retryOf(message, triedAtMs);
    if (message !== null) delaysMs.push(message.dueAtMs - triedAtMs);
  }
  expect(delaysMs.slice(0, 4)).toEqual([500, 1000, 2000, 4000]);
  expect(Math.max(...delaysMs)).toBe(300_000);
  expect(delaysMs.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThanOrEqual(24 * 60 * 60_000);
});

test('a payment’s own switch wins over the global one, which wins over the default', () => {
  const globally = { hooks: { mode: 'twice', delayMs: 0 }, captureAfterExpiry: true } as const;
  const own = { hooks: { mode: 'never', delayMs: 0 } } as const;
  expect(effectiveSwitches(globally, own)).toEqual({ ...defaultSwitches, ...globally, ...own });
});
