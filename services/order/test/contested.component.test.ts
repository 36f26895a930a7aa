import { membershipChangedV1 } from '@wadah/contracts';
import { newId } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { call, type Answer } from './support/order-service.ts';
import { byCourier, openShop, type OpenShop, type Paid } from './support/paid-orders.ts';

let shop: OpenShop;

beforeAll(async () => {
  shop = await openShop({ DECISION_APPROVAL_ABOVE_RUPIAH: '1000000' });
}, 60_000);

afterAll(() => shop.stop());

const NOTE = 'Paket tidak pernah datang ke rumah.';
const REASON = 'Kurir tidak punya bukti antar.';

const contest = (paid: Paid, token = paid.token): Promise<Answer> => shop.does(paid, 'non-receipt', token, { note: NOTE });

const shipped = async (priceRupiah = 32_000): Promise<Paid> => {
  const paid = await shop.paidOrder({ priceRupiah });
  for (const [name, body] of [['acceptance'], ['shipment', {}]] as const)
    await shop.does(paid, name, shop.member(paid.market.sellerId), body);
  return paid;
};

const contested = async (priceRupiah?: number): Promise<Paid> => {
  const paid = await shipped(priceRupiah);
  expect((await contest(paid)).body['status']).toBe('contested');
  return paid;
};

const seen = (paid: Paid, token: string): Promise<Answer> => call(shop.service, `GET /v1/seller-orders/${paid.sellerOrderId}`, { token });

const etagOf = async (paid: Paid): Promise<string> => (await seen(paid, shop.staff('auditor'))).headers.get('etag') ?? '';

const decide = async (paid: Paid, token: string, outcome: 'release' | 'refund' = 'refund', etag?: string): Promise<Answer> =>
  shop.does(paid, 'decision', token, { outcome, note: REASON }, { 'if-match': etag ?? (await etagOf(paid)) });

const approve = async (paid: Paid, token: string): Promise<Answer> =>
  shop.does(paid, 'decision/approval', token, undefined, { 'if-match': await etagOf(paid) });

const recorded = async (paid: Paid): Promise<readonly Record<string, unknown>[]> => {
  const token = shop.world.tokens.service({ service: 'identity', audience: 'order', scope: 'internal:decisions.read', now: shop.now() });
  const path = `GET /internal/decisions?subjectId=${paid.sellerOrderId}&limit=10`;
  const { body } = await call({ url: shop.service.internalUrl }, path, { token });
  return body['items'] as Record<string, unknown>[];
};

describe('non-receipt', () => {
  test('stops the clock once, keeps the words from the seller and from every event, and shuts out the receipt', async () => {
    const paid = await shipped();
    expect((await contest(paid)).body).toMatchObject({ status: 'contested', reason: 'not_received', contestNote: NOTE });
    expect((await contest(paid)).status).toBe(200);
    const [event] = await shop.world.events.waitFor('seller-order.contested.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({ reason: 'not_received', sellerOrderId: paid.sellerOrderId });
    expect(await shop.does(paid, 'receipt', paid.token)).toMatchObject({ status: 409, body: { code: 'seller-order-state' } });
    const bySeller = await seen(paid, shop.member(paid.market.sellerId));
    expect(bySeller.body).toMatchObject({ status: 'contested', contestedAt: expect.any(String) });
    expect(JSON.stringify(bySeller.body)).not.toContain(NOTE);
    expect((await seen(paid, shop.staff('operator'))).body['contestNote']).toBe(NOTE);
    expect(shop.world.events.of('seller-order.contested.v1', paid.orderId)).toHaveLength(1);
    for (const { data } of shop.world.events.events) expect(JSON.stringify(data)).not.toContain(NOTE);
  });

  test('is the buyer’s alone, with a note, of what is on its way', async () => {
    const paid = await shop.paidOrder();
    expect(await contest(paid)).toMatchObject({ status: 409, body: { code: 'seller-order-state' } });
    for (const token of [shop.member(paid.market.sellerId), shop.world.buyer(), shop.staff('operator')])
      expect(await contest(paid, token)).toMatchObject({ status: 404, body: { code: 'seller-order-not-found' } });
    expect((await shop.does(paid, 'non-receipt', paid.token, {})).status).toBe(400);
    expect((await shop.does(paid, 'non-receipt', paid.token, { note: ' ' })).status).toBe(400);
    expect((await shop.does(paid, 'non-receipt', paid.token, { note: 'a\u0000b' })).status).toBe(400);
  });

  test('is too early before a tour’s date', async () => {
    const paid = await shop.paidOrder({ kind: 'tour', serviceDate: '2099-01-02' });
    await shop.does(paid, 'acceptance', shop.member(paid.market.sellerId));
    expect(await contest(paid)).toMatchObject({ status: 409, body: { code: 'too-early', earliestAt: '2099-01-01T17:00:00.000Z' } });
  });

  test('racing with the receipt, one of the two counts', async () => {
    const paid = await shipped();
    const answers = await Promise.all([
      contest(paid),
      shop.does(paid, 'receipt', paid.token),
      contest(paid),
      shop.does(paid, 'receipt', paid.token),
    ]);
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 200, 409, 409]);
    const ends = shop.world.events.of('seller-order.completed.v1', paid.orderId).length;
    expect(ends).toBeLessThanOrEqual(1);
  });
});

describe('a withdrawal', () => {
  test('refunds exactly this part while the seller has not said yes, once', async () => {
    const paid = await shop.paidOrder();
    for (const token of [shop.member(paid.market.sellerId), shop.world.buyer()])
      expect((await shop.does(paid, 'cancellation', token)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 4 }, () => shop.does(paid, 'cancellation', paid.token)));
    expect(answers.map(({ status, body }) => [status, body['status']])).toEqual(answers.map(() => [200, 'cancelled']));
    const [event] = await shop.world.events.waitFor('seller-order.cancelled.v1', { subject: paid.orderId });
    expect(event?.data).toMatchObject({
      reason: 'buyer_withdrew',
      goodsRupiah: 64_000,
      shippingRupiah: 15_000,
      restock: true,
      countedAgainstSeller: false,
    });
    await shop.world.events.waitFor('order.closed.v1', { subject: paid.orderId });
    expect(shop.world.events.of('seller-order.cancelled.v1', paid.orderId)).toHaveLength(1);
  });

  test('comes too late after the seller’s yes, and racing with it one of the two counts', async () => {
    const paid = await shop.paidOrder(byCourier);
    const [yes, no] = await Promise.all([
      shop.does(paid, 'acceptance', shop.member(paid.market.sellerId)),
      shop.does(paid, 'cancellation', paid.token),
    ]);
    expect([yes.status, no.status].sort()).toEqual([200, 409]);
    expect([yes, no].find(({ status }) => status === 409)?.body['code']).toBe('seller-order-state');
  });
});

describe('the operators’ queue', () => {
  test('holds contested ones of every seller, the oldest first, for operators and auditors', async () => {
    const since = shop.now().toISOString();
    const all = [await contested(), await contested(), await contested()];
    const token = shop.staff('operator');
    const found: Record<string, unknown>[] = [];
    let cursor = '';
    do {
      const { body } = await call(shop.service, `GET /v1/seller-orders?status=contested&limit=2${cursor}`, { token });
      found.push(...(body['items'] as Record<string, unknown>[]));
      cursor = body['nextCursor'] === null ? '' : `&cursor=${body['nextCursor'] as string}`;
    } while (cursor !== '');
    const times = found.map(({ contestedAt }) => String(contestedAt));
    expect(times).toEqual(times.toSorted());
    expect(found.filter((_one, index) => (times[index] ?? '') >= since).map(({ sellerOrderId }) => sellerOrderId)).toEqual(
      all.map(({ sellerOrderId }) => sellerOrderId),
    );
    expect(found[0]).toMatchObject({ status: 'contested', contestNote: NOTE });
    expect((await call(shop.service, 'GET /v1/seller-orders?status=contested', { token: shop.staff('auditor') })).status).toBe(200);
    const client = shop.world.tokens.client({
      clientId: newId('cli'),
      scopes: ['seller-orders:read'],
      organisationId: all[0]?.market.sellerId ?? '',
      now: shop.now(),
    });
    for (const other of [shop.world.buyer(), shop.member(all[0]?.market.sellerId ?? ''), client])
      expect((await call(shop.service, 'GET /v1/seller-orders?status=contested', { token: other })).status).toBe(403);
    expect(await call(shop.service, 'GET /v1/seller-orders?status=opened', { token })).toMatchObject({
      status: 400,
      body: { code: 'seller-id-required' },
    });
  });

  test('an order is found by its number by operators and auditors alone', async () => {
    const paid = await shop.paidOrder();
    const { body } = await call(shop.service, `GET /v1/orders/${paid.orderId}`, { token: paid.token });
    const path = `GET /v1/orders?orderNumber=${String(body['orderNumber'])}`;
    for (const role of ['operator', 'auditor'] as const)
      expect((await call(shop.service, path, { token: shop.staff(role) })).body).toMatchObject({
        items: [{ orderId: paid.orderId }],
        nextCursor: null,
      });
    expect((await call(shop.service, path, { token: paid.token })).status).toBe(403);
    const unknown = await call(shop.service, 'GET /v1/orders?orderNumber=WDH-20990101-222222', { token: shop.staff('auditor') });
    expect(unknown.body).toEqual({ items: [], nextCursor: null });
    expect((await call(shop.service, 'GET /v1/orders?orderNumber=1', { token: shop.staff('auditor') })).status).toBe(400);
  });
});

describe('a decision', () => {
  test('is an operator’s, confirmed just now and on what was read', async () => {
    const paid = await contested();
    const operator = shop.staff('operator');
    for (const token of [shop.staff('auditor'), paid.token, shop.member(paid.market.sellerId)])
      expect((await decide(paid, token)).status).toBe(403);
    expect(await decide(paid, shop.staff('operator', { confirmed: false }))).toMatchObject({ body: { code: 'confirmation-required' } });
    expect((await shop.does(paid, 'decision', operator, { outcome: 'refund', note: REASON })).status).toBe(428);
    expect((await decide(paid, operator, 'refund', '"1"')).status).toBe(412);
    expect((await decide({ ...paid, sellerOrderId: 'so_unknown' }, operator, 'refund', '"1"')).status).toBe(404);
    expect((await decide(await shipped(), operator)).body['code']).toBe('seller-order-state');
    expect(await approve(paid, operator)).toMatchObject({ status: 409, body: { code: 'nothing-to-approve' } });
    expect((await seen(paid, operator)).body['status']).toBe('contested');
    expect(await recorded(paid)).toEqual([]);
  });

  test.each([
    ['refund', 'cancelled', 'seller-order.cancelled.v1', { reason: 'decision', restock: false, countedAgainstSeller: false }],
    ['release', 'completed', 'seller-order.completed.v1', { by: 'decision' }],
  ] as const)('to %s moves the money once, is final, and is recorded', async (outcome, status, type, expected) => {
    const paid = await contested();
    const actorId = newId('acc');
    const operator = shop.staff('operator', { accountId: actorId });
    expect((await decide(paid, operator, outcome)).body).toMatchObject({ status, decision: { outcome, status: 'made', note: REASON } });
    expect((await decide(paid, operator, outcome)).status).toBe(200);
    const other = outcome === 'refund' ? 'release' : 'refund';
    expect(await decide(paid, operator, other)).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(await decide(paid, shop.staff('operator'), outcome)).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    const [event] = await shop.world.events.waitFor(type, { subject: paid.orderId });
    expect(event?.data).toMatchObject({ ...expected, goodsRupiah: 64_000, shippingRupiah: 15_000, taxRupiah: 0 });
    expect(shop.world.events.of(type, paid.orderId)).toHaveLength(1);
    await eventually('the decision is recorded', async () => (await recorded(paid)).length === 1);
    expect(await recorded(paid)).toMatchObject([
      {
        action: 'seller_order_decided', actorId, actorRole: 'operator', reason: REASON, before: { status: 'contested', reason: 'not_received' },
        after: { status, outcome, amountRupiah: 79_000 },
      },
    ]); // prettier-ignore
    const forBuyer = await seen(paid, paid.token);
    expect(forBuyer.body['decision']).toMatchObject({ outcome, status: 'made' });
    for (const text of [JSON.stringify(forBuyer.body), JSON.stringify(shop.world.events.events.map(({ data }) => data))]) {
      expect(text).not.toContain(REASON);
      expect(text).not.toContain(actorId);
    }
  });

  test('is nobody’s in their own case, also where the token is older than the membership', async () => {
    const paid = await contested();
    const { sellerId } = paid.market;
    const accountId = newId('acc');
    const refused = { status: 403, body: { code: 'own-case' } };
    expect(await decide(paid, shop.staff('operator', { accountId: paid.buyerId }))).toMatchObject(refused);
    const asMember = [{ organisationId: sellerId, kind: 'seller', role: 'seller_staff' }];
    expect(await decide(paid, shop.staff('operator', { memberships: asMember }))).toMatchObject(refused);
    const joined = { accountId, organisationId: sellerId, organisationKind: 'seller' as const };
    await shop.world.publish(membershipChangedV1.from({ subject: sellerId, time: shop.now(), data: { ...joined, role: 'seller_staff' } }), {
      sequence: 1,
    });
    await eventually(
      'the membership is known',
      async () => (await decide(paid, shop.staff('operator', { accountId }), 'refund', '"1"')).status === 403,
    );
    expect(await approve(paid, shop.staff('operator', { accountId }))).toMatchObject(refused);
    await shop.world.publish(membershipChangedV1.from({ subject: sellerId, time: shop.now(), data: joined }), { sequence: 2 });
    await shop.world.publish(membershipChangedV1.from({ subject: sellerId, time: shop.now(), data: { ...joined, role: 'seller_staff' } }), {
      sequence: 1,
    });
    await eventually('who has left may decide', async () => (await decide(paid, shop.staff('operator', { accountId }))).status === 200);
  });

  test('above the configured sum counts when another operator approves it', async () => {
    const paid = await contested(600_000);
    const [first, second] = [newId('acc'), newId('acc')];
    const [one, two] = [shop.staff('operator', { accountId: first }), shop.staff('operator', { accountId: second })];
    expect((await decide(paid, one)).body).toMatchObject({ status: 'contested', decision: { outcome: 'refund', status: 'proposed' } });
    expect((await decide(paid, one)).status).toBe(200);
    expect((await seen(paid, paid.token)).body['decision']).toBeUndefined();
    expect(await approve(paid, one)).toMatchObject({ status: 403, body: { code: 'own-proposal' } });
    expect((await shop.does(paid, 'decision/approval', two)).status).toBe(428);
    expect(await approve(paid, shop.staff('operator', { accountId: second, confirmed: false }))).toMatchObject({
      body: { code: 'confirmation-required' },
    });
    expect(shop.world.events.of('seller-order.cancelled.v1', paid.orderId)).toEqual([]);
    const answers = await Promise.all([approve(paid, two), approve(paid, two), approve(paid, shop.staff('operator'))]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    for (const { status } of answers) expect([200, 409, 412]).toContain(status);
    await shop.world.events.waitFor('order.closed.v1', { subject: paid.orderId });
    expect(shop.world.events.of('seller-order.cancelled.v1', paid.orderId)).toHaveLength(1);
    await eventually('both steps are recorded', async () => (await recorded(paid)).length === 2);
    expect(await recorded(paid)).toMatchObject([
      { action: 'seller_order_decision_approved', before: { proposedOutcome: 'refund', proposedBy: first }, after: { proposedBy: first } },
      { action: 'seller_order_decision_proposed', before: { status: 'contested', reason: 'not_received' } },
    ]);
  });

  test('that was proposed and gives way to another is still in the record, and whose it was', async () => {
    const paid = await contested(600_000);
    const [first, second] = [newId('acc'), newId('acc')];
    await decide(paid, shop.staff('operator', { accountId: first }), 'refund');
    await decide(paid, shop.staff('operator', { accountId: second }), 'release');
    await eventually('both are recorded', async () => (await recorded(paid)).length === 2);
    expect((await recorded(paid))[0]).toMatchObject({
      actorId: second,
      before: { proposedOutcome: 'refund', proposedBy: first },
      after: { proposedOutcome: 'release' },
    });
    expect((await approve(paid, shop.staff('operator', { accountId: first }))).body).toMatchObject({ status: 'completed' });
  });

  test('that was proposed by somebody who has joined the seller since is no more to be approved', async () => {
    const paid = await contested(600_000);
    const { sellerId } = paid.market;
    const accountId = newId('acc');
    await decide(paid, shop.staff('operator', { accountId }), 'release');
    const data = { accountId, organisationId: sellerId, organisationKind: 'seller' as const, role: 'seller_staff' as const };
    await shop.world.publish(membershipChangedV1.from({ subject: sellerId, time: shop.now(), data }), { sequence: 1 });
    await eventually('the membership is known', async () => {
      const again = await decide(paid, shop.staff('operator', { accountId }), 'refund', '"1"');
      return again.body['code'] === 'own-case';
    });
    expect(await approve(paid, shop.staff('operator'))).toMatchObject({ status: 409, body: { code: 'nothing-to-approve' } });
    expect((await decide(paid, shop.staff('operator'), 'refund')).body).toMatchObject({
      decision: { outcome: 'refund', status: 'proposed' },
    });
  });

  test('of two operators at once counts once, whatever the clock does meanwhile', async () => {
    const paid = await contested();
    const etag = await etagOf(paid);
    const [one, two] = [shop.staff('operator'), shop.staff('operator')];
    shop.moved.advance(60);
    const answers = await Promise.all([
      ...Array.from({ length: 4 }, () => decide(paid, one, 'refund', etag)),
      ...Array.from({ length: 4 }, () => decide(paid, two, 'release', etag)),
      shop.does(paid, 'receipt', shop.world.tokens.user({ accountId: paid.buyerId, now: shop.now() })),
    ]);
    expect(
      answers
        .slice(0, 8)
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 200, 200, 200, 409, 409, 409, 409]);
    await shop.world.events.waitFor('order.closed.v1', { subject: paid.orderId });
    const ends = ['seller-order.completed.v1', 'seller-order.cancelled.v1'].flatMap((type) => shop.world.events.of(type, paid.orderId));
    expect(ends).toHaveLength(1);
  });
});
