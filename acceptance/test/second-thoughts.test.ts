import { command, ordered, partOf, twoSellers, type Ordered, type TwoSellers } from './support/after-sale.ts';
import { eventually } from './support/eventually.ts';
import { call, must, type Answer } from './support/http.ts';
import { mailed, operatorToken, unconfirmed } from './support/people.ts';
import { otherOperator } from './support/operators.ts';
import { orderBecomes, paid, shipped } from './support/shopping.ts';

let sellers: TwoSellers;
let operator: string;

beforeAll(async () => {
  [sellers, operator] = [await twoSellers(), await operatorToken()];
}, 60_000);

const boughtByQris = async (): Promise<Ordered> => {
  const { buyer, order } = await ordered(sellers, 'qris');
  return { buyer, order: await paid(buyer.token, order) };
};

const contested = async (): Promise<Ordered & { readonly part: any }> => {
  const { buyer, order } = await boughtByQris();
  const part = partOf(order, sellers.first);
  await shipped(sellers.first.token, part.sellerOrderId);
  const said = await command(part.sellerOrderId, 'non-receipt', { token: buyer.token, body: { note: 'Belum sampai.' } });
  expect([said.status, said.body.status]).toEqual([200, 'contested']);
  return { buyer, order, part };
};

const read = async (sellerOrderId: string, token: string): Promise<string> =>
  (await call(`GET /v1/seller-orders/${sellerOrderId}`, { token })).headers.get('etag') ?? '';

type Verdict = { readonly token: string; readonly outcome: 'release' | 'refund'; readonly etag?: string };

const decide = async (sellerOrderId: string, { token, outcome, etag }: Verdict): Promise<Answer> =>
  command(sellerOrderId, 'decision', {
    token,
    body: { outcome, note: 'Diputuskan dalam uji.' },
    headers: { 'if-match': etag ?? (await read(sellerOrderId, token)) },
  });

const linesOf = async (orderId: string): Promise<readonly any[]> => {
  const { items } = await must(`GET /v1/sellers/${sellers.first.sellerId}/statement?limit=100`, { token: sellers.first.token });
  return items.filter((line: any) => line.orderId === orderId);
};

/** What the ledger tells the first seller about an order, newest first, once it says so much. */
const kindsBecome = ({ orderId }: any, kinds: readonly string[]) =>
  eventually(`a statement of ${kinds.join(', ')}`, async () => {
    const lines = await linesOf(orderId);
    return lines.length === kinds.length && lines.every(({ kind }, index) => kind === kinds[index]);
  });

const refundedOnce = async ({ buyer, order }: Ordered): Promise<any> => {
  const { refunds } = await orderBecomes(buyer.token, order.orderId, ({ refunds: all }) => all[0]?.status === 'completed', 'refunded');
  expect(refunds).toHaveLength(1);
  return refunds[0];
};

test('a buyer who says "not received" stops the clock, an operator decides once, and the money moves once', async () => {
  const { buyer, order, part } = await contested();
  const { sellerOrderId } = part;
  await mailed(buyer.email, `Pesanan ${order.orderNumber} sedang kami periksa`);
  await mailed(sellers.first.email, `Penjualan ${order.orderNumber} menunggu keputusan`);
  const queue = (await must('GET /v1/seller-orders?status=contested&limit=100', { token: operator })).items;
  const times = queue.map(({ contestedAt }: any) => contestedAt);
  expect(times).toEqual([...times].sort());
  const late = await unconfirmed('operator@wadah.test');
  expect((await decide(sellerOrderId, { token: late, outcome: 'refund' })).body.code).toBe('confirmation-required');
  expect((await command(sellerOrderId, 'decision', { token: operator, body: { outcome: 'refund', note: 'x' } })).status).toBe(428);
  expect((await decide(sellerOrderId, { token: sellers.first.token, outcome: 'release' })).status).toBe(403);
  expect((await decide(sellerOrderId, { token: operator, outcome: 'refund' })).body.status).toBe('cancelled');
  expect((await decide(sellerOrderId, { token: operator, outcome: 'release' })).body.code).toBe('already-decided');
  const refund = await refundedOnce({ buyer, order });
  expect(refund.amountRupiah).toBe(part.goodsRupiah + part.shippingRupiah + part.taxRupiah);
  await mailed(buyer.email, `Keputusan pesanan ${order.orderNumber}: uang Anda kembali`);
  await mailed(sellers.first.email, `Keputusan penjualan ${order.orderNumber}: uang kembali`);
  await kindsBecome(order, ['refund', 'capture']);
});

test('a decision for the seller releases its money, and stands in the log of decisions', async () => {
  const { buyer, order, part } = await contested();
  expect((await decide(part.sellerOrderId, { token: operator, outcome: 'release' })).body.status).toBe('completed');
  const [decision] = (await must(`GET /v1/decisions?subjectId=${part.sellerOrderId}`, { token: operator })).items;
  expect(decision).toMatchObject({ subjectId: part.sellerOrderId, actorRole: 'operator', reason: 'Diputuskan dalam uji.' });
  await kindsBecome(order, ['release', 'capture']);
  await mailed(buyer.email, `Keputusan pesanan ${order.orderNumber}: dianggap diterima`);
  expect((await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token })).refunds).toEqual([]);
});

test('of two operators who release and refund at the same moment one is told that it is decided, and the money takes one way', async () => {
  const other = await otherOperator(operator);
  const { buyer, order, part } = await contested();
  const etag = await read(part.sellerOrderId, operator);
  const [release, refund] = await Promise.all([
    decide(part.sellerOrderId, { token: operator, outcome: 'release', etag }),
    decide(part.sellerOrderId, { token: other.token, outcome: 'refund', etag }),
  ]);
  await other.leaves();
  expect([release, refund].filter(({ status }) => status === 200)).toHaveLength(1);
  const isRefunded = refund.status === 200;
  const lost = isRefunded ? release : refund;
  expect(['already-decided', 'version-stale']).toContain(lost.body.code);
  const again = await decide(part.sellerOrderId, { token: operator, outcome: isRefunded ? 'release' : 'refund' });
  expect([again.status, again.body.code]).toEqual([409, 'already-decided']);
  await kindsBecome(order, [isRefunded ? 'refund' : 'release', 'capture']);
  const { refunds } = await must(`GET /v1/orders/${order.orderId}`, { token: buyer.token });
  expect(refunds).toHaveLength(isRefunded ? 1 : 0);
});

test('a buyer withdraws while the seller has not said yes, and no longer afterwards', async () => {
  const { buyer, order } = await boughtByQris();
  const [open, taken] = [partOf(order, sellers.first), partOf(order, sellers.second)];
  await must(`POST /v1/seller-orders/${taken.sellerOrderId}/acceptance`, { token: sellers.second.token });
  const withdraw = (part: any) => command(part.sellerOrderId, 'cancellation', { token: buyer.token });
  for (const _ of ['first', 'again']) expect((await withdraw(open)).body.status).toBe('cancelled');
  expect((await withdraw(taken)).body.code).toBe('seller-order-state');
  const refund = await refundedOnce({ buyer, order });
  expect(refund.amountRupiah).toBe(open.goodsRupiah + open.shippingRupiah + open.taxRupiah);
});

test('what a seller refuses, a buyer withdraws, or both at once, goes back once', async () => {
  const { buyer, order } = await boughtByQris();
  const { sellerOrderId } = partOf(order, sellers.first);
  const answers = await Promise.all([
    command(sellerOrderId, 'rejection', { token: sellers.first.token, body: { reason: 'out_of_stock' } }),
    command(sellerOrderId, 'cancellation', { token: buyer.token }),
    command(sellerOrderId, 'cancellation', { token: buyer.token }),
  ]);
  expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
  await refundedOnce({ buyer, order });
  await kindsBecome(order, ['refund', 'capture']);
});
