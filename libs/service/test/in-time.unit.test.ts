import { inTime } from '../src/in-time.ts';

const warned: unknown[] = [];
const logger = { warn: (fields: object, message: string) => warned.push({ ...fields, message }) } as never;

beforeEach(() => void warned.splice(0));

test('a step of a stop that never ends is left after its time, and told', async () => {
  await inTime(new Promise(() => undefined), { what: 'rest', mostMs: 5, logger });
  expect(warned).toEqual([{ step: 'rest', mostMs: 5, message: expect.stringContaining('too long') }]);
});

test('a step that fails is told and does not hold back the next', async () => {
  await inTime(Promise.reject(new Error('no broker')), { what: 'stop', mostMs: 1_000, logger });
  expect(warned).toMatchObject([{ step: 'stop', err: { message: 'no broker' } }]);
});

test('a step that ends in time says nothing', async () => {
  await inTime(Promise.resolve(), { what: 'close', mostMs: 1_000, logger });
  expect(warned).toEqual([]);
});
