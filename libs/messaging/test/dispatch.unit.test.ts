import { orderClosedV1 } from '@wadah/contracts';
import { currentAmbient, ok, reject } from '@wadah/kit';

import { dispatcher } from '../src/consume/dispatch.ts';
import { consumer, OutageError, OutboxFullError, recogniseOutages, type Consumer } from '../src/index.ts';
import { encodeEvent } from '../src/wire/headers.ts';
import { exampleEvent } from '../src/testing.ts';
import { recorder } from './support/recorder.ts';

const received = (changes: { type?: string; value?: string; drop?: string } = {}) => {
  const wire = encodeEvent(
    { ...exampleEvent(3), data: orderClosedV1.example, traceparent: '00-1-2-01' },
    { topicPrefix: '', source: '/wadah/order' },
  );
  const headers: Record<string, string> = { ...wire.headers, ...(changes.type !== undefined && { ce_type: changes.type }) };
  if (changes.drop !== undefined) delete headers[changes.drop];
  return {
    offset: '7',
    key: Buffer.from(wire.key),
    value: Buffer.from(changes.value ?? wire.value),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)])),
  };
};

const setUp = (consumers: readonly Consumer[], relayStalled = false) => {
  const { metrics, logger, counts } = recorder();
  return { dispatch: dispatcher({ consumers, metrics, logger, relayStalled: () => relayStalled }), counts };
};

const throwing = (error: Error) =>
  consumer(orderClosedV1, async () => {
    throw error;
  });

test('a handler gets the parsed event, under the correlation and trace of its cause', async () => {
  const seen: unknown[] = [];
  const { dispatch, counts } = setUp([
    consumer(orderClosedV1, async (event) => void seen.push(event, currentAmbient()), { name: 'close' }),
  ]);
  expect(await dispatch(received())).toEqual({ kind: 'done' });
  expect(seen).toEqual([
    expect.objectContaining({ id: 'ord_1-event-3', type: 'order.closed.v1', source: '/wadah/order', subject: 'ord_1', sequence: 3 }),
    { correlationId: 'correlation-1', traceparent: '00-1-2-01' },
  ]);
  expect(counts.get('wadah_events_handled_total consumer=close outcome=handled')).toBe(1);
});

test('an unknown field of the data is ignored', async () => {
  const { dispatch } = setUp([consumer(orderClosedV1, async () => ok(undefined))]);
  expect(await dispatch(received({ value: JSON.stringify({ ...orderClosedV1.example, addedLater: true }) }))).toEqual({ kind: 'done' });
});

test('an event that nobody here handles is done', async () => {
  const { dispatch } = setUp([consumer(orderClosedV1, async () => undefined)]);
  expect(await dispatch(received({ type: 'order.painted.v1' }))).toEqual({ kind: 'done' });
});

test.each([
  ['an unknown version of a known event', { type: 'order.closed.v9' }],
  ['a value that is no JSON', { value: '{' }],
  ['data that breaks its schema', { value: '{"orderId":7}' }],
  ['a missing type', { drop: 'ce_type' }],
  ['a missing sequence', { drop: 'ce_sequence' }],
])('%s is poison at once', async (_rule, changes) => {
  const { dispatch } = setUp([consumer(orderClosedV1, async () => undefined)]);
  expect(await dispatch(received(changes))).toMatchObject({ kind: 'failed', final: true });
});

test('a refusal is logged, counted and done', async () => {
  const { dispatch, counts } = setUp([
    consumer(orderClosedV1, async () => reject('conflict', 'order-closed', 'Closed.'), { name: 'close' }),
  ]);
  expect(await dispatch(received())).toEqual({ kind: 'done' });
  expect(counts.get('wadah_events_handled_total consumer=close outcome=refused')).toBe(1);
});

test('an aggregate that is not found is tried again and then poison', async () => {
  const { dispatch } = setUp([consumer(orderClosedV1, async () => reject('not_found', 'order-not-found', 'None.'))]);
  expect(await dispatch(received())).toMatchObject({ kind: 'failed', final: false });
});

test('what is unavailable is an outage', async () => {
  const { dispatch } = setUp([consumer(orderClosedV1, async () => reject('unavailable', 'busy', 'Later.'))]);
  expect(await dispatch(received())).toMatchObject({ kind: 'outage' });
});

test('an outage is recognised in the cause of an error and by a registered test', async () => {
  recogniseOutages((error) => error instanceof RangeError);
  const wrapped = new Error('no luck', { cause: new OutageError('down') });
  expect(await setUp([throwing(wrapped)]).dispatch(received())).toMatchObject({ kind: 'outage' });
  expect(await setUp([throwing(new RangeError('pool'))]).dispatch(received())).toMatchObject({ kind: 'outage' });
  expect(await setUp([throwing(new TypeError('bug'))]).dispatch(received())).toMatchObject({ kind: 'failed', final: false });
});

test('a full outbox is an outage while nothing gets out, and else the trouble of its key alone', async () => {
  const full = throwing(new OutboxFullError('full'));
  expect(await setUp([full], true).dispatch(received())).toMatchObject({ kind: 'outage' });
  expect(await setUp([full], false).dispatch(received())).toMatchObject({ kind: 'failed', final: true, alone: true });
});

test('two consumers of one event run in the order they are listed, and the second waits for the first to succeed', async () => {
  const seen: string[] = [];
  const first = consumer(orderClosedV1, async () => void seen.push('first'), { name: 'first' });
  const second = consumer(orderClosedV1, async () => void seen.push('second'), { name: 'second' });
  await setUp([first, second]).dispatch(received());
  await setUp([throwing(new OutageError('down')), second]).dispatch(received());
  expect(seen).toEqual(['first', 'second']);
});
