import { randomBytes } from 'node:crypto';
import { cryptoBox } from '@wadah/service';
import { vault as vaultOf } from '../src/adapters/vault.ts';
import { resealAccounts } from '../src/app/reseal-accounts.ts';
import { isSettled, type Payment } from '../src/domain/payment.ts';
import { decideRefundPart } from '../src/domain/escrow.ts';
import { decideGiveAccount } from '../src/domain/give-account.ts';
import { decideRefundAnswer, decideRefundTry } from '../src/domain/pay-refund.ts';
import { inMemory } from './support/in-memory.ts';
import { about, apply, at, first, states } from './support/payments.ts';

const refundId = first.sellerOrderId.replace('so_', 'ref_');
const [oldKey, newKey, hashKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const old = vaultOf(cryptoBox({ dataKey: oldKey, oldDataKeys: [], hashKey }));
const rotated = vaultOf(cryptoBox({ dataKey: newKey, oldDataKeys: [oldKey], hashKey }));
const alone = vaultOf(cryptoBox({ dataKey: newKey, oldDataKeys: [], hashKey }));
const account = { bank: 'bca', number: old.seal('0412345678', refundId), holder: 'Siti' };

const given = [
  (payment: Payment) => decideRefundPart(payment, { part: first, at }),
  (payment: Payment) => decideRefundTry(payment, { refundId, at }),
  (payment: Payment) => decideRefundAnswer(payment, { refundId, tries: 1, answer: { kind: 'impossible' as const }, at }),
  (payment: Payment) => decideGiveAccount(payment, { refundId, buyerId: about.buyerId, account, holdSeconds: 60, at }),
].reduce<Payment>((payment, step) => apply(payment, step(payment)), states.captured);

const accountIn = (payment: Payment) => (isSettled(payment) ? payment.refunds[0]?.account : undefined);

test('after a rotation both keys open an account, and sealed anew it opens without the old one', async () => {
  const { payments, current } = inMemory(given);
  const all = async function* () {
    yield current();
  };
  expect(rotated.open(account.number, refundId)).toBe('0412345678');
  expect(() => alone.open(account.number, refundId)).toThrow();
  expect(await resealAccounts({ payments, all, vault: rotated })()).toEqual({ seen: 1, resealed: 1 });
  const number = accountIn(current())?.number ?? account.number;
  expect(alone.open(number, refundId)).toBe('0412345678');
  expect(accountIn(current())).toMatchObject({ bank: 'bca', holder: 'Siti', number: { masked: account.number.masked } });
  expect(await resealAccounts({ payments, all, vault: rotated })()).toEqual({ seen: 1, resealed: 0 });
});

test('a number sealed for one refund opens for no other', () => {
  expect(() => old.open(account.number, 'ref_other')).toThrow();
});
