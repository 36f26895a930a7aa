import { eventually } from './support/eventually.ts';
import { call, gatewayUrl, must } from './support/http.ts';
import { newBuyer, sellerOf, type Seller } from './support/people.ts';
import { awaitingPayment, payQris } from './support/shopping.ts';

type Event = { readonly id?: string; readonly name: string; readonly data: any };
type Stream = {
  readonly status: number;
  readonly headers: Headers;
  readonly events: Event[];
  readonly ended: () => boolean;
  readonly close: () => void;
};

let seller: Seller;

beforeAll(async () => {
  seller = await sellerOf('seller-01@wadah.test');
});

const parse = (block: string): Event | undefined => {
  const fields = new Map(block.split('\n').filter((line) => !line.startsWith(':')).map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])); // prettier-ignore
  const data = fields.get('data');
  if (data === undefined) return undefined;
  const id = fields.get('id');
  return { name: fields.get('event') ?? 'message', data: JSON.parse(data), ...(id === undefined ? {} : { id }) };
};

const listen = async (token: string, orderId: string, headers: Readonly<Record<string, string>> = {}): Promise<Stream> => {
  const control = new AbortController();
  const response = await fetch(`${gatewayUrl()}/v1/orders/${orderId}/events`, {
    signal: control.signal,
    headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', ...headers },
  });
  const events: Event[] = [];
  let over = false;
  const read = async (): Promise<void> => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      const blocks = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.map(parse).filter((event) => event !== undefined));
    }
    over = true;
  };
  void read().catch(() => (over = true));
  return { status: response.status, headers: response.headers, events, ended: () => over, close: () => control.abort() };
};

const waiting = async () => {
  const buyer = await newBuyer();
  return { buyer, order: await awaitingPayment(buyer.token, [{ sellerId: seller.sellerId, sku: 'ROBUSTA-BIJI-200G', quantity: 1 }]) };
};

test('a stream tells the present state first and then each change, under the order’s versions', async () => {
  const { buyer, order } = await waiting();
  const stream = await listen(buyer.token, order.orderId);
  expect([stream.status, stream.headers.get('content-type')?.split(';')[0]]).toEqual([200, 'text/event-stream']);
  await eventually('the present state', async () => stream.events[0]?.data.status === 'awaiting_payment');
  await payQris(order.payment.qrString);
  await eventually('the payment', async () => stream.events.some(({ data }) => data.status === 'paid'));
  const versions = stream.events.map(({ id }) => Number(id));
  expect(versions).toEqual([...versions].sort((one, other) => one - other));
  expect(new Set(versions).size).toBe(versions.length);
  stream.close();
});

test('who comes back with Last-Event-ID of the present version hears nothing old', async () => {
  const { buyer, order } = await waiting();
  const first = await listen(buyer.token, order.orderId);
  const present = await eventually('the present state', async () => first.events[0]);
  first.close();
  const again = await listen(buyer.token, order.orderId, { 'last-event-id': present.id ?? '' });
  await payQris(order.payment.qrString);
  await eventually('the payment', async () => again.events.some(({ data }) => data.status === 'paid'));
  expect(again.events.every(({ id }) => Number(id) > Number(present.id))).toBe(true);
  again.close();
});

test('a stream ends with its session, and says so', async () => {
  const { buyer, order } = await waiting();
  const stream = await listen(buyer.token, order.orderId);
  await eventually('the present state', async () => stream.events.length > 0);
  await must('DELETE /v1/sessions/current', { token: buyer.token });
  await eventually('the end', async () => stream.ended(), 5_000);
  expect(stream.events.at(-1)).toMatchObject({ name: 'end', data: { reason: expect.any(String) } });
  expect((await call('GET /v1/me', { token: buyer.token })).body.code).toBe('token-revoked');
});

test('somebody else’s stream does not exist', async () => {
  const [{ order }, stranger] = [await waiting(), await newBuyer()];
  expect((await call(`GET /v1/orders/${order.orderId}/events`, { token: stranger.token })).status).toBe(404);
  expect((await call(`GET /v1/orders/${order.orderId}/events`)).status).toBe(401);
});

test('a sixth stream of an account is refused', async () => {
  const { buyer, order } = await waiting();
  const open = await Promise.all([1, 2, 3, 4, 5].map(() => listen(buyer.token, order.orderId)));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  const sixth = await call(`GET /v1/orders/${order.orderId}/events`, { token: buyer.token });
  expect([sixth.status, sixth.body.code]).toEqual([429, 'too-many-streams']);
  for (const stream of open) stream.close();
});
