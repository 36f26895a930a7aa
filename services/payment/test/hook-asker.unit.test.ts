import { hookAsker } from '../src/app/hook-asker.ts';
import type { KnownPayment } from '../src/app/read-payment.ts';
import { paymentId, states } from './support/payments.ts';

const askerOf = (waitingMax = 10, ask = jest.fn(async () => undefined)) => {
  const payments = { load: async () => states.awaiting, lastWritten: () => undefined, update: jest.fn(), ofRefund: jest.fn() };
  const onError = jest.fn();
  const asker = hookAsker({ payments, ask, underCause: (_payment, work) => work(), waitingMax, concurrency: 2, onError });
  return { ask, onError, askSoon: (chargeId: string) => asker.askSoon(chargeId, states.awaiting as KnownPayment) };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('a hook asks at once, and those within its second ask once more when it is over', async () => {
  const { ask, askSoon } = askerOf();
  for (let hook = 0; hook < 5; hook += 1) {
    expect(askSoon(paymentId)).toBe(true);
    await jest.advanceTimersByTimeAsync(10);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(ask).toHaveBeenCalledTimes(2);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(ask).toHaveBeenCalledTimes(2);
  expect(askSoon(paymentId)).toBe(true);
  await jest.advanceTimersByTimeAsync(1);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('each charge is asked for by itself, under its attempt', async () => {
  const { ask, askSoon } = askerOf();
  askSoon(paymentId);
  askSoon(`${paymentId}-2`);
  await jest.advanceTimersByTimeAsync(1);
  expect(ask.mock.calls).toEqual([
    [states.awaiting, 1],
    [states.awaiting, 2],
  ]);
});

test('more than may wait are not taken, so that the provider repeats them', async () => {
  const { askSoon } = askerOf(
    1,
    jest.fn(() => new Promise<undefined>(() => undefined)),
  );
  const taken = ['pay_1', 'pay_2', 'pay_3', 'pay_4'].map(askSoon);
  expect(taken).toEqual([true, true, true, false]);
});

test('a failure is reported and holds up nobody', async () => {
  const failing = jest.fn(async () => Promise.reject(new Error('gone')));
  const { askSoon, onError } = askerOf(10, failing);
  askSoon('pay_1');
  askSoon('pay_2');
  await jest.advanceTimersByTimeAsync(1);
  expect(onError).toHaveBeenCalledTimes(2);
});
