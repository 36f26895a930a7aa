import { allEvents, topology } from '@wadah/contracts';

test.each(allEvents.map((event) => [event.type, event] as const))('%s: the example is valid and unchanged by parsing', (_type, event) => {
  expect(event.data.parse(event.example)).toEqual(event.example);
});

test.each(allEvents.map((event) => [event.type, event] as const))('%s: an unknown field is ignored', (_type, event) => {
  expect(event.data.parse({ ...event.example, addedLater: true })).toEqual(event.example);
});

test.each(allEvents.map((event) => [event.type, event] as const))('%s: a missing field is refused', (_type, event) => {
  const [first] = Object.keys(event.example);
  expect(event.data.safeParse({ ...event.example, [first as string]: undefined }).success).toBe(false);
});

test('an unknown value of an open list is read as other', () => {
  const cancelled = allEvents.find((event) => event.type === 'order.cancelled.v1');
  expect(cancelled?.data.parse({ ...cancelled.example, reason: 'added_later' })).toMatchObject({ reason: 'other' });
});

test('every event lies on the topic of a service that may write it', () => {
  const topics = new Set(Object.values(topology).map((wiring) => wiring.publishes));
  expect(allEvents.filter((event) => !topics.has(event.topic))).toEqual([]);
});

test('every consumed topic is published by a service', () => {
  const topics = new Set(Object.values(topology).map((wiring) => wiring.publishes));
  expect(Object.values(topology).flatMap((wiring) => wiring.consumes.filter((topic) => !topics.has(topic)))).toEqual([]);
});

test('wire types are unique', () => {
  expect(new Set(allEvents.map((event) => event.type)).size).toBe(allEvents.length);
});
