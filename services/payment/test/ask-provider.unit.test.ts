import { askProvider, voidCharge } from '../src/app/ask-provider.ts';
import type { Provider } from '../src/app/ports.ts';
import { decideChargeTry, decideInstruct } from '../src/domain/charge.ts';
import { decideEndOrder } from '../src/domain/end-order.ts';
import type { Payment } from '../src/domain/payment.ts';
import { decideRequestPayment } from '../src/domain/request-payment.ts';
import { inMemory, silentProvider } from './support/in-memory.ts';
import { apply, at, captureOf, later, paymentId, request, states, total } from './support/payments.ts';

const daySeconds = 86_400;

const known = (payment: Payment) => {
  if (payment.status === 'absent' || payment.status === 'barred') throw new Error('There is no payment.');
  return payment;
};

test('the alarm counts from when the answer was owed, not from when the buyer was first asked for money', async () => {
  const charging = apply(states.absent, decideRequestPayment(states.absent, { ...request, expirySeconds: daySeconds }));
  const awaiting = known(apply(charging, decideInstruct(charging, { instructions: { vaNumber: '1' }, attempt: 1, at })));
  const overdue = jest.fn();
  const askedAfter = async (seconds: number) => {
    const deps = { payments: inMemory(awaiting).payments, provider: silentProvider, alarms: { overdue }, now: () => later(seconds) };
    await askProvider(deps)(awaiting);
    return overdue.mock.calls.length;
  };
  expect(await askedAfter(daySeconds + 60)).toBe(0);
  expect(await askedAfter(2 * daySeconds + 60)).toBe(1);
});

test('a question after the end is overdue a day after its own date', async () => {
  const expired = known(states.expired);
  const overdue = jest.fn();
  const askedAt = async (seconds: number) => {
    const deps = { payments: inMemory(expired).payments, provider: silentProvider, alarms: { overdue }, now: () => later(seconds) };
    await askProvider(deps)(expired);
    return overdue.mock.calls.length;
  };
  expect(await askedAt(60 + daySeconds)).toBe(0);
  expect(await askedAt(61 + daySeconds)).toBe(1);
});

test('a void is overdue a day after it was first asked for, whenever the charge was made', async () => {
  const charging = apply(states.absent, decideRequestPayment(states.absent, { ...request, expirySeconds: 2 * daySeconds }));
  const awaiting = apply(charging, decideInstruct(charging, { instructions: { vaNumber: '1' }, attempt: 1, at }));
  const voiding = known(apply(awaiting, decideEndOrder(awaiting, { at: later(daySeconds) })));
  const overdue = jest.fn();
  const askedAfter = async (seconds: number) => {
    const deps = { payments: inMemory(voiding).payments, provider: silentProvider, alarms: { overdue }, now: () => later(seconds) };
    await voidCharge(deps)(voiding);
    return overdue.mock.calls.length;
  };
  expect(await askedAfter(daySeconds + 3_600)).toBe(0);
  expect(await askedAfter(2 * daySeconds + 60)).toBe(1);
});

test('where an earlier charge was paid after all, the one that replaced it is taken back', async () => {
  const retried = apply(states.charging, decideChargeTry(states.charging, { attempt: 2, at }));
  const replaced = known(apply(retried, decideInstruct(retried, { instructions: { qrString: '2' }, attempt: 2, at })));
  const { payments, current } = inMemory(replaced);
  const cancelled: string[] = [];
  const provider: Provider = {
    ...silentProvider,
    status: async () => captureOf(total),
    cancel: async (chargeId) => {
      cancelled.push(chargeId);
      return { kind: 'cancelled' };
    },
  };
  await askProvider({ payments, provider, alarms: { overdue: () => undefined }, now: () => later(5) })(replaced, 1);
  expect(current()).toMatchObject({ status: 'captured', attempt: 1, late: false });
  expect(cancelled).toEqual([`${paymentId}-2`]);
});
