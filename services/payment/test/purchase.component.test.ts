import { orderCancelledV1, orderExpiredV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import {
  completed,
  confirmed,
  endedData,
  newOrder,
  openPayment,
  openSuite,
  paidPayment,
  sellerCancelled,
  type Suite,
  type TestOrder,
} from './support/suite.ts';

let suite: Suite;

beforeAll(async () => {
  suite = await openSuite();
}, 60_000);
afterAll(() => suite.end());

const operator = () => suite.tokens.user({ accountId: 'acc_operator', roles: ['operator'], now: suite.now() });
const buyer = (order: TestOrder) => suite.tokens.user({ accountId: order.buyerId, now: suite.now() });

const cancelled = (order: TestOrder) =>
  orderCancelledV1.from({ subject: order.orderId, time: new Date(), data: { ...endedData(order), reason: 'buyer_request' } });

const statusOf = async (order: TestOrder) => (await suite.get(`/v1/payments/${order.paymentId}`, operator())).body;

const balances = async (order: TestOrder) =>
  Promise.all(order.parts.map(async ({ sellerId }) => (await suite.get(`/v1/sellers/${sellerId}/balance`, operator())).body));

const ledgerIsBalanced = async () => {
  const { body } = await suite.get('/v1/ledger/trial-balance', operator());
  expect(body['totalDebitRupiah']).toBe(body['totalCreditRupiah']);
  return body['accounts'] as { account: string; debitRupiah: number; creditRupiah: number }[];
};

const typesOf = (order: TestOrder) => suite.events.events.filter(({ subject }) => subject === order.paymentId).map(({ type }) => type);

test('a purchase is charged, captured by hook, held for each seller and released less commission', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await eventually(
    'both parts are held',
    async () => expect(await balances(order)).toMatchObject([{ pendingRupiah: 79_000 }, { pendingRupiah: 21_000 }]) ?? true,
  );
  await suite.publisher.publish(completed(order, order.parts[0]), { sequence: 2 });
  await eventually(
    'the first is available',
    async () =>
      expect(await balances(order)).toEqual([
        { pendingRupiah: 0, availableRupiah: 75_800 },
        { pendingRupiah: 21_000, availableRupiah: 0 },
      ]) ?? true,
  );
  expect(await statusOf(order)).toMatchObject({
    status: 'captured',
    capturedRupiah: 100_000,
    sellerOrders: [{ escrow: 'released' }, { escrow: 'held' }],
  });
  await ledgerIsBalanced();
});

test('a duplicate confirmation charges once, and a duplicate completion releases once', async () => {
  const order = newOrder();
  await suite.publisher.publish(confirmed(order), { sequence: 1 });
  await suite.publisher.publish(confirmed(order), { sequence: 1 });
  await paidPayment(suite, order);
  for (const sequence of [3, 3, 3]) await suite.publisher.publish(completed(order, order.parts[0]), { sequence });
  await suite.publisher.publish(completed(order, order.parts[1]), { sequence: 4 });
  await eventually(
    'both are available',
    async () =>
      expect(await balances(order)).toEqual([
        { pendingRupiah: 0, availableRupiah: 75_800 },
        { pendingRupiah: 0, availableRupiah: 19_950 },
      ]) ?? true,
  );
  expect(typesOf(order)).toEqual(['payment.requested.v1', 'payment.captured.v1']);
});

test('an order whose end came before its confirmation is never charged', async () => {
  const order = newOrder();
  const other = newOrder();
  await suite.publisher.publish(cancelled(order), { sequence: 3 });
  await suite.publisher.publish(confirmed(order), { sequence: 2 });
  await openPayment(suite, other);
  await eventually(
    'barred',
    async () => (await suite.service.chassis.mongo.collection('payments').findOne({ _id: order.paymentId })) !== null,
  );
  expect(await suite.sandbox.payment(order.paymentId)).toBeUndefined();
  expect((await suite.get(`/v1/payments/${order.paymentId}`, buyer(order))).status).toBe(404);
});

test('a cancelled seller order gets exactly its part refunded at the provider, once', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await suite.publisher.publish(sellerCancelled(order, order.parts[1]), { sequence: 3 });
  await suite.publisher.publish(sellerCancelled(order, order.parts[1]), { sequence: 3 });
  const [done] = await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(done?.data).toMatchObject({ amountRupiah: 21_000, sellerOrderId: order.parts[1].sellerOrderId });
  expect(typesOf(order).slice(2)).toEqual(['refund.requested.v1', 'refund.processing.v1', 'refund.completed.v1']);
  const { body } = await suite.get(`/v1/refunds/${String(done?.data['refundId'])}`, buyer(order));
  expect(body).toMatchObject({ status: 'completed', amountRupiah: 21_000, reason: 'seller_order_cancelled' });
  expect(body).toMatchObject({
    statusText: 'Dana sudah dikembalikan',
    reasonText: 'Pesanan pada penjual ini dibatalkan',
    causeText: 'Barang habis',
  });
  await eventually(
    'the other part is still held',
    async () => expect(await balances(order)).toMatchObject([{ pendingRupiah: 79_000 }, { pendingRupiah: 0 }]) ?? true,
  );
  await ledgerIsBalanced();
});

test('a refund by virtual account stops where the buyer must name an account, and reminds the buyer next day', async () => {
  const order = newOrder();
  const { vaNumber } = await openPayment(suite, order, 'va_banten');
  expect(await suite.sandbox.payVa(String(vaNumber))).toBe(200);
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
  await suite.publisher.publish(sellerCancelled(order, order.parts[0]), { sequence: 3 });
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId });
  expect(await statusOf(order)).toMatchObject({ refunds: [{ status: 'account_needed', amountRupiah: 79_000 }] });
  suite.advance(86_401);
  await suite.events.waitFor('refund.account-needed.v1', { subject: order.paymentId, count: 2 });
});

test('a cancelled order’s open charge is taken back, and money that comes all the same is refunded whole', async () => {
  const order = newOrder();
  await suite.sandbox.switches(order.paymentId, { captureAfterExpiry: true });
  const { qrString } = await openPayment(suite, order);
  await suite.publisher.publish(cancelled(order), { sequence: 2 });
  await eventually('voided', async () => (await statusOf(order))['status'] === 'voided');
  expect(await suite.sandbox.payQris(String(qrString))).toBe(200);
  const [captured] = await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
  expect(captured?.data).toMatchObject({ late: true });
  const [done] = await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(done?.data).toMatchObject({ amountRupiah: 100_000, refundId: order.paymentId.replace('pay_', 'ref_') });
});

test('an order cancelled after the money came is refunded whole, once', async () => {
  const order = newOrder();
  await paidPayment(suite, order);
  await suite.publisher.publish(cancelled(order), { sequence: 2 });
  await suite.publisher.publish(cancelled(order), { sequence: 2 });
  await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(typesOf(order).filter((type) => type === 'refund.requested.v1')).toHaveLength(1);
  expect(await statusOf(order)).toMatchObject({ sellerOrders: [{ escrow: 'refunded' }, { escrow: 'refunded' }] });
});

test('a payment expires only after the provider was asked, and late money is refunded whole', async () => {
  const order = newOrder();
  await suite.sandbox.switches(order.paymentId, { captureAfterExpiry: true });
  const { qrString } = await openPayment(suite, order);
  suite.advance(3_601);
  await suite.events.waitFor('payment.expired.v1', { subject: order.paymentId });
  await suite.publisher.publish(orderExpiredV1.from({ subject: order.orderId, time: new Date(), data: endedData(order) }), { sequence: 2 });
  expect(await suite.sandbox.payQris(String(qrString))).toBe(200);
  const [requested] = await suite.events.waitFor('refund.requested.v1', { subject: order.paymentId });
  expect(requested?.data).toMatchObject({ reason: 'late_capture', amountRupiah: 100_000 });
  await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
});

test('money that came in the last second is taken although our clock says it is over', async () => {
  const order = newOrder();
  await suite.sandbox.switches(order.paymentId, { hooks: 'never' });
  const { qrString } = await openPayment(suite, order);
  expect(await suite.sandbox.payQris(String(qrString))).toBe(200);
  suite.advance(3_601);
  const [captured] = await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
  expect(captured?.data).toMatchObject({ late: false });
});

test('another amount is never taken: it is held apart, alarmed, told to the order and refunded whole', async () => {
  const order = newOrder();
  const { qrString } = await openPayment(suite, order);
  expect(await suite.sandbox.payQris(String(qrString), 99_000)).toBe(200);
  const [failed] = await suite.events.waitFor('payment.failed.v1', { subject: order.paymentId });
  expect(failed?.data).toMatchObject({ reason: 'amount_mismatch' });
  const [done] = await suite.events.waitFor('refund.completed.v1', { subject: order.paymentId });
  expect(done?.data).toMatchObject({ amountRupiah: 99_000 });
  expect(await statusOf(order)).toMatchObject({ status: 'mismatched', capturedRupiah: 99_000 });
  expect(await (await fetch(`${suite.service.internalUrl}/metrics`)).text()).toMatch(/payment_amount_mismatches_total\S* 1/);
  expect(await balances(order)).toMatchObject([{ code: 'seller-not-found' }, { code: 'seller-not-found' }]);
  await ledgerIsBalanced();
});
