import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from './support/eventually.ts';
import { call, must, type Call } from './support/http.ts';
import { newBuyer, operatorToken, type Buyer } from './support/people.ts';
import { newSeller, onSale, type NewSeller } from './support/selling.ts';
import { cartWith, orderBody, payQris, variantOf } from './support/shopping.ts';

const STOCK = 100;
const BUYERS = 12;
const PATIENCE_MS = 90_000;

let seller: NewSeller;
let wish: { readonly sellerId: string; readonly sku: string; readonly quantity: number };
let buyers: readonly { readonly buyer: Buyer; readonly cartId: string }[];

beforeAll(async () => {
  seller = await newSeller('dinas-pertanian');
  const [variant] = seller.listing.variants;
  await onSale({ ...seller, listing: { ...seller.listing, variants: [{ ...variant, stock: STOCK }] } }, 'dinas-pertanian');
  wish = { sellerId: seller.sellerId, sku: variant.sku, quantity: 1 };
  const made = [];
  for (let count = 0; count < BUYERS; count += 1) {
    const buyer = await newBuyer();
    made.push({ buyer, cartId: await cartWith(buyer.token, [wish]) });
  }
  buyers = made;
}, 60_000);

const crash = (services: readonly string[]): Promise<unknown> =>
  promisify(execFile)(process.execPath, ['infra/demo/src/crash.ts', ...services], { timeout: 60_000 });

/** What a patient client does: the same request, under the same key, until something answers that is no outage. */
const insist = (operation: string, options: Call): Promise<any> => {
  const headers = { 'idempotency-key': crypto.randomUUID(), ...options.headers };
  return eventually(
    `an answer to ${operation}`,
    async () => {
      const answer = await call(operation, { ...options, headers }).catch(() => undefined);
      if (answer === undefined || answer.status >= 500 || answer.body.code === 'idempotency-in-flight') return undefined;
      if (answer.status >= 400) throw new Error(`${operation} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
    PATIENCE_MS,
  );
};

const becomes = (token: string, orderId: string, what: string, when: (order: any) => boolean): Promise<any> =>
  eventually(
    `order ${orderId}: ${what}`,
    async () => {
      const answer = await call(`GET /v1/orders/${orderId}`, { token }).catch(() => undefined);
      return answer?.status === 200 && when(answer.body) ? answer.body : undefined;
    },
    PATIENCE_MS,
  );

const checkout = async (token: string, cartId: string): Promise<any> => {
  const placed = await insist('POST /v1/orders', { token, body: orderBody(cartId, [wish]) });
  const order = await becomes(token, placed.orderId, 'awaiting payment', ({ status }) => status === 'awaiting_payment');
  await payQris(order.payment.qrString);
  return becomes(token, placed.orderId, 'paid', ({ status }) => status === 'paid');
};

const fulfil = async (token: string, order: any): Promise<void> => {
  const path = `POST /v1/seller-orders/${order.sellerOrders[0].sellerOrderId}`;
  await insist(`${path}/acceptance`, { token: seller.token });
  await insist(`${path}/shipment`, {
    token: seller.token,
    body: { courier: 'jne', trackingNumber: `JNE${crypto.randomUUID().slice(0, 12)}` },
  });
  await insist(`${path}/receipt`, { token });
};

const refuse = (order: any): Promise<unknown> =>
  insist(`POST /v1/seller-orders/${order.sellerOrders[0].sellerOrderId}/rejection`, {
    token: seller.token,
    body: { reason: 'seller_other' },
  });

test('each service is killed in the middle of checkouts, and every order ends, the ledger balances and the stock adds up', async () => {
  const journeys = buyers.map(async ({ buyer, cartId }, index) => {
    const order = await checkout(buyer.token, cartId);
    await (index % 3 === 0 ? refuse(order) : fulfil(buyer.token, order));
    return becomes(
      buyer.token,
      order.orderId,
      'closed and settled',
      ({ status, refunds }) => status === 'closed' && refunds.every((refund: { status: string }) => refund.status === 'completed'),
    );
  });
  const all = Promise.all(journeys);
  for (const services of [['catalogue'], ['order'], ['payment'], ['notification', 'seller', 'identity', 'gateway']]) await crash(services);
  const orders = await all;

  const outcomes = orders.map(({ outcome }) => outcome as string);
  expect(outcomes).toEqual(outcomes.map((_, index) => (index % 3 === 0 ? 'refunded' : 'completed')));
  const sold = outcomes.filter((outcome) => outcome === 'completed').length;
  await eventually('the stock to add up', async () => (await variantOf(wish)).available === STOCK - sold, PATIENCE_MS);
  await eventually(
    'the seller’s money to add up',
    async () => {
      const { items } = await must(`GET /v1/sellers/${seller.sellerId}/statement?limit=100`, { token: seller.token });
      const { pendingRupiah, availableRupiah } = await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
      const earned = items.reduce((sum: number, { amountRupiah }: { amountRupiah: number }) => sum + amountRupiah, 0);
      const released = items.filter(({ kind }: { kind: string }) => kind === 'release');
      return released.length === sold && pendingRupiah === 0 && availableRupiah === earned;
    },
    PATIENCE_MS,
  );
  const trial = await must('GET /v1/ledger/trial-balance', { token: await operatorToken() });
  expect(trial.totalDebitRupiah).toBe(trial.totalCreditRupiah);
}, 240_000);
