import { randomUUID } from 'node:crypto';
import { BenchFailure } from '../client.ts';
import { fill, type Admin, type Rows, type Stored } from './admin.ts';
import { renamed } from './renamed.ts';

/** Every document that one purchase has left behind, by where it lies. */
export type Traces = readonly { readonly rows: Rows; readonly documents: readonly Stored[] }[];

const ACCOUNTS = 1_000;

const uuidOf = (id: string): string => id.slice(id.indexOf('_') + 1);

/** What an order is in each database: the order, its payment and entries, its reservation and the mails about it. */
export const tracesOf = async (admin: Admin, orderId: string): Promise<Traces> => {
  const uuid = uuidOf(orderId);
  const places: readonly (readonly [Rows, object])[] = [
    [admin.rows('order', 'orders'), { _id: orderId }],
    [admin.rows('payment', 'payments'), { _id: `pay_${uuid}` }],
    [admin.rows('payment', 'journal'), { 'refs.orderId': orderId }],
    [admin.rows('catalogue', 'reservations'), { _id: `res_${uuid}` }],
    [admin.rows('notification', 'messages'), { 'notice.facts.orderId': orderId }],
  ];
  return Promise.all(
    places.map(async ([rows, filter]) => ({ rows, documents: (await rows.find(filter).toArray()) as unknown as readonly Stored[] })),
  );
};

type OrderState = {
  readonly orderNumber: string;
  readonly buyerId: string;
  readonly cartId: string;
  readonly sellerOrders?: readonly { readonly sellerOrderId: string }[];
};

const stateIn = (traces: Traces): OrderState => {
  const state = traces[0]?.documents[0]?.['state'];
  if (state === undefined) throw new BenchFailure('The order to copy is not in the database.');
  return state as OrderState;
};

/** New ids for everything in the order that has one; the buyers are a thousand. */
const namesFor = (orderId: string, state: OrderState, traces: Traces, index: number): ReadonlyMap<string, string> => {
  const messages = traces.flatMap(({ documents }) => documents.map(({ _id }) => _id)).filter((id) => id.startsWith('msg_'));
  return new Map([
    [uuidOf(orderId), randomUUID()],
    [state.orderNumber, `WDH-BULK-${index}`],
    [uuidOf(state.buyerId), `bulk-${index % ACCOUNTS}`],
    [state.cartId, `crt_${randomUUID()}`],
    ...(state.sellerOrders ?? []).map(({ sellerOrderId }) => [sellerOrderId, `so_${randomUUID()}`] as const),
    ...messages.map((id) => [id, `msg_${randomUUID()}`] as const),
  ]);
};

/** Copies of one purchase straight into the databases; answers their ids. */
export const fillOrders = async (admin: Admin, like: { readonly orderId: string; readonly from: number; readonly count: number }) => {
  const { orderId, from, count } = like;
  const traces = await tracesOf(admin, orderId);
  const state = stateIn(traces);
  const names = Array.from({ length: count }, (_unused, offset) => namesFor(orderId, state, traces, from + offset));
  for (const { rows, documents } of traces)
    if (documents.length > 0) await fill(rows, count, (index) => documents.map((one) => renamed(one, names[index] ?? new Map())));
  return names.map((one) => `ord_${one.get(uuidOf(orderId))}`);
};
