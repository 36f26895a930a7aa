import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { eventually } from './support/eventually.ts';
import { eventStream, type EventStream } from './support/event-stream.ts';
import { callAt, must, type Answer, type Call } from './support/http.ts';
import { mailsTo, newBuyer, password, type Buyer } from './support/people.ts';
import { newSeller, onSale, type NewSeller } from './support/selling.ts';
import { awaitingPayment, cartWith, orderBecomes, orderBody, payQris, variantOf } from './support/shopping.ts';

const BUYERS = 6;

/** Both addresses of each service. */
let replicas: Readonly<Record<string, readonly [string, string]>>;
let seller: NewSeller;
let buyers: readonly Buyer[];
let wish: { readonly sellerId: string; readonly sku: string; readonly quantity: number };

const command = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, ['infra/demo/src/replicas.ts', ...args], { timeout: 90_000 });

beforeAll(async () => {
  replicas = JSON.parse((await command('start')).stdout);
  seller = await newSeller('dinas-pertanian');
  const [variant] = seller.listing.variants;
  await onSale({ ...seller, listing: { ...seller.listing, variants: [{ ...variant, stock: 1_000 }] } }, 'dinas-pertanian');
  wish = { sellerId: seller.sellerId, sku: variant.sku, quantity: 1 };
  buyers = await Promise.all(Array.from({ length: BUYERS }, () => newBuyer()));
}, 120_000);
afterAll(() => command('stop'), 60_000);

const both = (service: string): readonly [string, string] => replicas[service] ?? ['', ''];
const buyer = (index: number): Buyer => buyers[index % BUYERS] as Buyer;

const place = (url: string, { token, cartId, ...more }: { token: string; cartId: string; key?: string; wait?: number }) =>
  callAt(url, 'POST /v1/orders', {
    token,
    body: orderBody(cartId, [wish]),
    headers: { 'idempotency-key': more.key ?? crypto.randomUUID(), ...(more.wait === undefined ? {} : { prefer: `wait=${more.wait}` }) },
  });

test('a wait is answered by whichever replica was asked, wherever the events were handled', async () => {
  const placed = await Promise.all(
    Array.from({ length: BUYERS }, async (_, index) => {
      const { token } = buyer(index);
      return place(both('order')[index % 2] ?? '', { token, cartId: await cartWith(token, [wish]), wait: 10 });
    }),
  );
  expect(placed.map(({ status, body }) => `${status} ${body.status}`)).toEqual(placed.map(() => '201 awaiting_payment'));
});

test('who listens at either replica sees the payment, and each effect comes once', async () => {
  const { token, email } = buyer(0);
  const order = await awaitingPayment(token, [wish]);
  const streams: EventStream[] = await Promise.all(both('order').map((url) => eventStream(url, { token, orderId: order.orderId })));
  await payQris(order.payment.qrString);
  for (const stream of streams) {
    await eventually('the payment in the stream', async () => stream.events.some(({ data }) => data.status === 'paid'));
    stream.close();
  }
  const about = async () => (await mailsTo(email)).filter(({ text }) => text.includes(order.orderId)).map(({ subject }) => subject);
  const subjects = await eventually('the mails about the order', async () => {
    const found = await about();
    return found.length > 0 ? found : undefined;
  });
  expect(new Set(subjects).size).toBe(subjects.length);
});

test('the same key at both replicas at once makes one order', async () => {
  const { token } = buyer(1);
  const asked = { token, cartId: await cartWith(token, [wish]), key: crypto.randomUUID() };
  const answers = await Promise.all([...both('order'), ...both('order')].map((url) => place(url, asked)));
  const codes = answers.map(({ status, body }) => (status === 201 ? 201 : body.code));
  expect(codes).toContain(201);
  expect(codes.filter((code) => code !== 201 && code !== 'idempotency-in-flight')).toEqual([]);
  const again = await Promise.all(both('order').map((url) => place(url, asked)));
  const made = [...answers.filter(({ status }) => status === 201), ...again];
  expect(new Set(made.map(({ body }) => body.orderId)).size).toBe(1);
});

test('tokens of both identities are good at both replicas, and a closed session is refused by all', async () => {
  const { email } = await newBuyer();
  for (const url of both('identity')) {
    const { accessToken: token } = (await callAt(url, 'POST /v1/sessions', { body: { email, password } })).body;
    const doors = [...both('gateway'), ...both('order')];
    const ask = async (): Promise<readonly number[]> =>
      Promise.all(doors.map(async (door) => (await callAt(door, 'GET /v1/orders', { token })).status));
    expect(await ask()).toEqual(doors.map(() => 200));
    await callAt(both('gateway')[1], 'DELETE /v1/sessions/current', { token });
    await eventually('all to refuse', async () => (await ask()).every((status) => status === 401));
  }
});

test('both gateways forget a page whose price changed', async () => {
  const { listingId, variantId } = await variantOf(wish);
  const page = async (url: string): Promise<Answer> =>
    callAt(url, `GET /v1/listings/${listingId}`, { headers: { 'cache-control': 'max-age=60' } });
  const all = (when: (answer: Answer) => boolean) => async () => (await Promise.all(both('gateway').map(page))).every(when);
  await eventually(
    'both keep the page',
    all(({ headers }) => /hit; ttl=[1-9]/.test(headers.get('cache-status') ?? '')),
  );
  const priceRupiah = 33_000;
  await must(`PUT /v1/listings/${listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah } });
  await eventually(
    'both show the new price',
    all(({ body }) => body.variants[0].priceRupiah === priceRupiah),
    4_000,
  );
});

test('both gateways count a client together', async () => {
  const { token } = await newBuyer();
  const left = async (url: string): Promise<number> =>
    Number(/;r=(\d+)/.exec((await callAt(url, 'GET /v1/orders', { token })).headers.get('ratelimit') ?? '')?.[1]);
  const [one, other] = both('gateway');
  const before = await left(one);
  for (let count = 0; count < 10; count += 1) await left(one);
  await eventually('the other gateway knows', async () => (await left(other)) < before - 10);
});

type Load = {
  readonly failures: readonly string[];
  /** Orders made and cancelled. */
  readonly made: () => number;
  readonly done: () => number;
  end(): Promise<void>;
};

/** As a balancer before the gateways: a connection that was refused, or let go before anybody took it, goes to the next, for nothing of the request was sent. */
const balanced = async (operation: string, options: Call, turn: number): Promise<Answer> => {
  const [first, second] = turn % 2 === 0 ? both('gateway') : both('gateway').toReversed();
  try {
    return await callAt(first ?? '', operation, options);
  } catch (error) {
    if ((error as { cause?: { syscall?: string } }).cause?.syscall !== 'connect') throw error;
    return callAt(second ?? '', operation, options);
  }
};

const flow = (step: (turn: number) => Promise<void>, failures: string[]) => {
  let over = false;
  let done = 0;
  const run = (async () => {
    for (let turn = 0; !over; turn += 1) {
      await step(turn).then(
        () => (done += 1),
        (error: unknown) => failures.push(String((error as { cause?: unknown }).cause ?? error)),
      );
    }
  })();
  return { done: () => done, end: () => ((over = true), run) };
};

const mustAnswer = async (operation: string, options: Call, turn: number): Promise<any> => {
  const { status, body } = await balanced(operation, options, turn);
  if (status >= 400 && body.code !== 'too-many-unpaid-orders') throw new Error(`${operation} answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** Checkouts, and among them calls that nobody may repeat: a new cart has no key. */
const underLoad = (variantId: string): Load => {
  const failures: string[] = [];
  const orders: { token: string; orderId: string }[] = [];
  const checkout = async ({ token }: Buyer, turn: number): Promise<void> => {
    const { cartId } = await mustAnswer('POST /v1/carts', { token }, turn);
    await mustAnswer(`PUT /v1/carts/${cartId}/lines/${variantId}`, { token, body: { quantity: 1 } }, turn);
    const headers = { 'idempotency-key': crypto.randomUUID(), prefer: 'wait=5' };
    const { orderId } = await mustAnswer('POST /v1/orders', { token, body: orderBody(cartId, [wish]), headers }, turn);
    // Places of cancelled orders are free when their event came; until then the refusal is an answer as good as any.
    if (orderId === undefined) return;
    orders.push({ token, orderId });
    await mustAnswer(`POST /v1/orders/${orderId}/cancellation`, { token, headers: { 'idempotency-key': crypto.randomUUID() } }, turn);
  };
  const read = async (turn: number): Promise<void> => {
    await mustAnswer('GET /v1/listings?limit=5', {}, turn);
    await mustAnswer('GET /v1/orders', { token: buyer(turn).token }, turn);
  };
  const flows = [...[0, 1].map((nth) => flow((turn) => checkout(buyer(2 * turn + nth), turn), failures)), flow(read, failures)];
  return {
    failures,
    made: () => orders.length,
    done: () => Math.min(...flows.map(({ done }) => done())),
    end: async () => {
      await Promise.all(flows.map(({ end }) => end()));
      for (const { token, orderId } of orders) await orderBecomes(token, orderId, ({ status }) => status === 'cancelled', 'cancelled');
    },
  };
};

test('each replica of each service is restarted in turn under load, and no request fails', async () => {
  const load = underLoad((await variantOf(wish)).variantId);
  await eventually('the load to flow', async () => load.done() > 0);
  await command('roll');
  const done = load.done();
  await eventually('the load to flow on', async () => load.done() > done);
  await load.end();
  expect(load.failures).toEqual([]);
  expect(load.made()).toBeGreaterThan(BUYERS);
}, 150_000);

test('a stream whose replica stops ends with that reason, and who comes back goes on at the other', async () => {
  const { token } = await newBuyer();
  const order = await awaitingPayment(token, [wish]);
  const [one, other] = both('order');
  const stream = await eventStream(other, { token, orderId: order.orderId });
  const present = await eventually('the present state', async () => stream.events[0]);
  await command('stop');
  await eventually('the end', async () => stream.ended());
  expect(stream.events.at(-1)).toMatchObject({ name: 'end', data: { reason: 'shutting_down' } });
  const again = await eventStream(one, { token, orderId: order.orderId, lastEventId: present.id ?? '' });
  await payQris(order.payment.qrString);
  await eventually('the payment', async () => again.events.some(({ data }) => data.status === 'paid'));
  again.close();
}, 60_000);
