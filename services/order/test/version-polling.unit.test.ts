import { versionPolling } from '../src/app/version-polling.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const polling = (everyMs = 250) => {
  const versions = jest.fn(async (orderIds: readonly string[]) => new Map(orderIds.map((orderId) => [orderId, 7])));
  const onError = jest.fn();
  return { versions, onError, ...versionPolling({ versions, everyMs, onError }) };
};

test('however many wait, one question in each round asks for all of them', async () => {
  const { versions, watch } = polling();
  const told: string[] = [];
  for (const orderId of ['a', 'b', 'a']) watch(orderId, (version) => told.push(`${orderId} ${version}`));
  await jest.advanceTimersByTimeAsync(500);
  expect(versions.mock.calls).toEqual([[['a', 'b']], [['a', 'b']]]);
  expect(told.toSorted()).toEqual(['a 7', 'a 7', 'a 7', 'a 7', 'b 7', 'b 7']);
});

test('nobody who waits, no question', async () => {
  const { versions, watch } = polling();
  const stops = [watch('a', () => undefined), watch('b', () => undefined)];
  stops.forEach((stop) => stop());
  await jest.advanceTimersByTimeAsync(1_000);
  expect(versions).not.toHaveBeenCalled();
});

test('a round that fails is told and the next one asks again', async () => {
  const { versions, onError, watch } = polling();
  const told = jest.fn();
  versions.mockRejectedValueOnce(new Error('down'));
  watch('a', told);
  await jest.advanceTimersByTimeAsync(500);
  expect(onError).toHaveBeenCalledTimes(1);
  expect(told).toHaveBeenCalledTimes(1);
});

test('zero turns it off', async () => {
  const { versions, watch } = polling(0);
  watch('a', () => undefined);
  await jest.advanceTimersByTimeAsync(1_000);
  expect(versions).not.toHaveBeenCalled();
});
