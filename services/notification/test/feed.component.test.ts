import { orderCancelledV1, orderExpiredV1, orderPaidV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import request from 'supertest';
import { startSuite, type Suite } from './support/start.ts';

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.stop());

const as = (accountId: string) => ({ authorization: `Bearer ${suite.issuer.user({ accountId })}` });
const list = (accountId: string, query = '') =>
  request(suite.running.service.url).get(`/v1/notifications${query}`).set(as(accountId)).set('accept-language', 'en');
const read = (accountId: string, id: string) => request(suite.running.service.url).put(`/v1/notifications/${id}/read`).set(as(accountId));

/** Three events of one order, at times that rise. */
const three = async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  const time = (second: number) => new Date(Date.UTC(2026, 10, 24, 8, 0, second));
  const data = { orderId, orderNumber: 'WDH-1', buyerId: accountId };
  const events = [
    orderPaidV1.from({ subject: orderId, time: time(1), data: { ...orderPaidV1.example, ...data } }),
    orderExpiredV1.from({ subject: orderId, time: time(2), data }),
    orderCancelledV1.from({ subject: orderId, time: time(3), data: { ...data, reason: 'buyer_request' } }),
  ];
  for (const [index, event] of events.entries()) await suite.sender.publish(event, { sequence: index + 1 });
  const { body } = await eventually('all three are in the feed', async () => {
    const answer = await list(accountId);
    return answer.body.items.length === 3 ? answer : undefined;
  });
  return { accountId, orderId, items: body.items as { notificationId: string; kind: string }[] };
};

test('the feed shows what happened, newest first, in the language asked for', async () => {
  const { orderId, items } = await three();
  expect(items.map(({ kind }) => kind)).toEqual(['order_cancelled', 'order_expired', 'order_paid']);
  expect(items[0]).toEqual({
    notificationId: expect.stringMatching(/^msg_/),
    kind: 'order_cancelled',
    title: 'Order WDH-1 is cancelled',
    about: { orderId, orderNumber: 'WDH-1' },
    createdAt: '2026-11-24T08:00:03.000Z',
    readAt: null,
  });
});

test('a page ends with a cursor that goes on where it stopped and belongs to its owner', async () => {
  const { accountId, items } = await three();
  const first = await list(accountId, '?limit=2');
  const second = await list(accountId, `?limit=2&cursor=${first.body.nextCursor}`);
  expect([...first.body.items, ...second.body.items]).toEqual(items);
  expect(second.body.nextCursor).toBeNull();
  const foreign = await list(suite.fresh().accountId, `?limit=2&cursor=${first.body.nextCursor}`);
  expect([foreign.status, foreign.body.code]).toEqual([400, 'cursor-invalid']);
});

test('marking as read holds, and again changes nothing', async () => {
  const { accountId, items } = await three();
  const id = items[1]!.notificationId;
  const once = await read(accountId, id);
  expect([once.status, once.body.notificationId]).toEqual([200, id]);
  const again = await read(accountId, id);
  expect(again.body.readAt).toBe(once.body.readAt);
  const { body } = await list(accountId);
  expect(body.items.map(({ readAt }: { readAt: string | null }) => readAt !== null)).toEqual([false, true, false]);
});

test('a kind that a later release wrote is one line of the feed and spoils none', async () => {
  const { accountId, items } = await three();
  const { notificationId } = items[1] ?? { notificationId: '' };
  await suite.messages().updateOne({ _id: notificationId }, { $set: { 'notice.template': 'came_later' } });
  const { status, body } = await list(accountId);
  expect([status, body.items[1].kind, body.items[1].title]).toEqual([200, 'came_later', 'There is news for you']);
  expect(body.items).toHaveLength(3);
});

test('a stranger’s notification does not exist', async () => {
  const { items } = await three();
  const answer = await read(suite.fresh().accountId, items[0]!.notificationId);
  expect([answer.status, answer.body.code]).toEqual([404, 'notification-not-found']);
});

test('nobody reads a feed without signing in, and unknown parameters are refused', async () => {
  expect((await request(suite.running.service.url).get('/v1/notifications')).status).toBe(401);
  expect((await list(suite.fresh().accountId, '?accountId=acc_other')).status).toBe(400);
});

test('the feed is read by its index', async () => {
  const { accountId } = await three();
  const plan = JSON.stringify(
    await suite.messages().find({ accountId }).sort({ createdAt: -1, _id: -1 }).limit(20).explain('queryPlanner'),
  );
  expect(plan).toContain('"indexName":"feed"');
  expect(plan).not.toContain('COLLSCAN');
  expect(plan).not.toContain('"stage":"SORT"');
});
