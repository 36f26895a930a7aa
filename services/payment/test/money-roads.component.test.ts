import { sellerAppliedV1, sellerBankAccountChangedV1 } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import { journal } from '@wadah/mongo';
import { eventually } from '@wadah/testing';
import { paymentStore } from '../src/adapters/mongo/payment.store.ts';
import { decideRefundPart, decideReleasePart } from '../src/domain/escrow.ts';
import { completed, newOrder, openPayment, openSuite, paidPayment, sellerCancelled, type Suite, type TestOrder } from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite({ VA_EXPIRY_SECONDS: '7200' });
}, 60_000);
afterAll(() => suite.end());

const token = (role: 'operator' | 'auditor' = 'operator') =>
  suite.tokens.user({ accountId: 'acc_operator', roles: [role], now: suite.now() });
const balanceOf = (sellerId: string) => suite.get(`/v1/sellers/${sellerId}/balance`, token());

const statementOf = async (sellerId: string) =>
  (await suite.get(`/v1/sellers/${sellerId}/statement`, token('auditor'))).body['items'] as Record<string, unknown>[];

const paymentOf = async ({ paymentId }: TestOrder) => (await suite.get(`/v1/payments/${paymentId}`, token())).body;

test.each(['out_of_stock', 'buyer_withdrew', 'not_accepted', 'not_shipped', 'decision'] as const)(
  'a seller order cancelled as %s gives back exactly its part, once, and the seller’s statement says why',
  async (reason) => {
    const order = newOrder();
    const [part, other] = order.parts;
    await paidPayment(suite, order);
    for (const sequence of [3, 3, 4]) await suite.publisher.publish(sellerCancelled(order, part, reason), { sequence });
    await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
    expect(suite.events.of('refund.requested.v1', order.paymentId)).toHaveLength(1);
    const refundId = part.sellerOrderId.replace('so_', 'ref_');
    await eventually('two lines', async () => (await statementOf(part.sellerId)).length === 2);
    expect(await statementOf(part.sellerId)).toMatchObject([
      { kind: 'refund', refundId, sellerOrderId: part.sellerOrderId, reason, grossRupiah: 79_000, pendingRupiah: -79_000, amountRupiah: 0 },
      { kind: 'capture', orderNumber: 'WDH-20261124-TEST01', grossRupiah: 79_000, pendingRupiah: 79_000, amountRupiah: 0 },
    ]);
    expect((await balanceOf(other.sellerId)).body).toMatchObject({ pendingRupiah: 21_000 });
  },
);

test('a release that races a refund in eight replicas: one of them happens, whichever comes first', async () => {
  const order = newOrder();
  const [part] = order.parts;
  await paidPayment(suite, order);
  const { mongo } = suite.service.chassis;
  const store = paymentStore({ mongo, now: suite.now, entries: journal({ mongo }) });
  const decides = [decideReleasePart, decideRefundPart];
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      store.update(order.paymentId, (payment) => (decides[n % 2] ?? decideReleasePart)(payment, { part, at: suite.now() })),
    ),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(4);
  const { sellerOrders, refunds } = (await paymentOf(order)) as { sellerOrders: { escrow: string }[]; refunds: unknown[] };
  expect([sellerOrders[0]?.escrow, refunds.length]).toEqual(expect.arrayContaining([outcomes[0]?.ok === true ? 'released' : 'refunded']));
  expect(refunds).toHaveLength(sellerOrders[0]?.escrow === 'refunded' ? 1 : 0);
});

test('a completion that comes after the refund, and a refund after the completion, change nothing', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await suite.publisher.publish(completed(order, order.parts[0]), { sequence: 3 });
  await suite.publisher.publish(sellerCancelled(order, order.parts[0]), { sequence: 4 });
  await suite.publisher.publish(sellerCancelled(order, order.parts[1]), { sequence: 5 });
  await suite.publisher.publish(completed(order, order.parts[1]), { sequence: 6 });
  await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(await paymentOf(order)).toMatchObject({ sellerOrders: [{ escrow: 'released' }, { escrow: 'refunded' }] });
});

test('payments of another amount are the operators’ and auditors’ list, newest first, by pages', async () => {
  const orders = [newOrder(), newOrder(), newOrder()];
  for (const order of orders) {
    const { qrString } = await openPayment(suite, order);
    await suite.sandbox.payQris(String(qrString), 99_000);
    await suite.events.waitFor('payment.failed.v1', { subject: order.paymentId });
  }
  const list = async (query: string, one = token()) => suite.get(`/v1/payments?${query}`, one);
  const first = (await list('status=mismatched&limit=2')).body as { items: { paymentId: string }[]; nextCursor: string };
  const second = (await list(`status=mismatched&limit=2&cursor=${first.nextCursor}`)).body as typeof first;
  expect([...first.items, ...second.items].map(({ paymentId }) => paymentId)).toEqual(
    orders.map(({ paymentId }) => paymentId).toReversed(),
  );
  expect(first.items[0]).toMatchObject({ status: 'mismatched', amountRupiah: 100_000, capturedRupiah: 99_000 });
  const buyer = suite.tokens.user({ accountId: orders[0]?.buyerId ?? '', now: suite.now() });
  expect((await list('status=mismatched', buyer)).status).toBe(403);
  expect((await list('status=mismatched', token('auditor'))).status).toBe(200);
  expect((await list('')).status).toBe(400);
  expect((await list('status=captured')).status).toBe(400);
  const plan = await suite.service.chassis.mongo
    .collection('payments')
    .find({ mismatchedAt: { $exists: true } })
    .sort({ mismatchedAt: -1, _id: -1 })
    .explain('queryPlanner');
  expect(JSON.stringify(plan)).not.toMatch(/COLLSCAN|"SORT"/);
});

describe('a seller’s balance', () => {
  const changed = (sellerId: string, until?: Date) =>
    sellerBankAccountChangedV1.from({
      subject: sellerId,
      time: new Date(),
      data: { sellerId, ...(until === undefined ? {} : { transfersHeldUntil: until.toISOString() }) },
    });
  const heldUntil = async (sellerId: string) => (await balanceOf(sellerId)).body['transfersHeldUntil'];

  test('is nobody’s before the seller has applied, and zero from then on', async () => {
    const sellerId = newId('sel');
    expect((await balanceOf(sellerId)).body).toMatchObject({ code: 'seller-not-found' });
    const data = { ...sellerAppliedV1.example, sellerId };
    await suite.publisher.publish(sellerAppliedV1.from({ subject: sellerId, time: new Date(), data }), { sequence: 1 });
    await eventually('known', async () => (await balanceOf(sellerId)).status === 200);
    expect((await balanceOf(sellerId)).body).toEqual({ pendingRupiah: 0, availableRupiah: 0 });
    expect(await statementOf(sellerId)).toEqual([]);
  });

  test('shows until when transfers are held, while that lies ahead; an older event changes nothing', async () => {
    const sellerId = newId('sel');
    const until = new Date(suite.now().getTime() + 172_800_000);
    await suite.publisher.publish(changed(sellerId, until), { sequence: 5 });
    await suite.publisher.publish(changed(sellerId, until), { sequence: 5 });
    await suite.publisher.publish(changed(sellerId, new Date(0)), { sequence: 4 });
    await eventually('held', async () => (await heldUntil(sellerId)) === until.toISOString());
    await suite.publisher.publish(changed(newId('sel'), until), { sequence: 1 });
    expect(await heldUntil(sellerId)).toBe(until.toISOString());
    suite.advance(172_801);
    await eventually('the hold over', async () => (await heldUntil(sellerId)) === undefined);
  });
});

describe('the buyer’s hour', () => {
  test('is as long as the method’s, and only the provider’s answer ends it', async () => {
    const order = newOrder();
    await suite.sandbox.switches(order.paymentId, { answers: { status: 'http_500', cancel: 'http_500' } });
    await openPayment(suite, order, 'va_bca');
    suite.advance(3_700);
    expect((await paymentOf(order))['status']).toBe('requested');
    suite.advance(3_600);
    await eventually('asked after its end', async () => {
      suite.advance(10);
      const found = await suite.service.chassis.mongo.collection('payments').findOne({ _id: order.paymentId });
      return Number((found?.['state'] as { asks?: number } | undefined)?.asks) >= 2;
    });
    expect(suite.events.of('payment.expired.v1', order.paymentId)).toHaveLength(0);
    await suite.sandbox.switches(order.paymentId, {});
    await eventually('expired', async () => {
      suite.advance(60);
      return (await paymentOf(order))['status'] === 'expired';
    });
  }, 30_000);

  test('that ends while the sweeper is dead is ended by the next one', async () => {
    const order = newOrder();
    await openPayment(suite, order);
    const restarted = suite.crashAndRestart();
    suite.advance(3_601);
    await restarted;
    await suite.events.waitFor('payment.expired.v1', { subject: order.paymentId });
    expect(suite.events.of('payment.expired.v1', order.paymentId)).toHaveLength(1);
  }, 30_000);
});
