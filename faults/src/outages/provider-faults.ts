import { eventually } from '../client.ts';
import { readOrder, type Placed } from '../buyers.ts';
import { buyerOf, finish, orderBy, statusOf } from './shopping.ts';
import { ask, holds, meanwhile, untilItHolds, type Outage, type Stage } from './stage.ts';

type Charge = { readonly orderId: string; readonly status: string };

const chargesOf = async ({ market }: Stage, order: Placed): Promise<readonly Charge[]> => {
  const { payment } = await readOrder(market, order);
  const { items } = (await market.sandbox.call('GET /simulator/payments?limit=1000')).body;
  return items.filter(({ orderId }: Charge) => payment?.paymentId !== undefined && orderId.includes(payment.paymentId));
};

const switchTo = ({ market }: Stage, body: unknown): Promise<unknown> => market.sandbox.must('PUT /simulator/switches', { body });

/** The charge happens and its answer is spoilt: what a merchant can mistake most easily for nothing at all. */
const hold = async (stage: Stage, mode: string, buyer: number): Promise<Placed> => {
  const spoilt = { mode, applied: true, delayMs: 4_000 };
  await switchTo(stage, { answers: { charge: spoilt, status: spoilt } });
  const order = await orderBy(stage, buyer);
  await eventually(`a charge under ${mode}`, async () => (await chargesOf(stage, order)).length > 0, 20_000);
  const downMs = stage.minutes(0.5);
  stage.figures.downMs += downMs;
  const token = await buyerOf(stage.market, buyer).token();
  await meanwhile(downMs, async () => {
    const answer = await ask(stage, 'GET /v1/orders', { token });
    const cart = await ask(stage, 'POST /v1/carts', { token });
    holds(stage, `the API answers while the provider is ${mode}`, answer.status === 200 && cart.status === 201, [
      answer.status,
      cart.status,
    ]);
  });
  return order;
};

const MODES = ['slow', 'http_500', 'html', 'error_body_200', 'silent'] as const;

export const providerFaults: Outage = {
  name: 'provider',
  onlyFull: true,
  rule: 'slow, 500, HTML, 200 with an error, silent: the API answers, and each order is charged and paid once',
  run: async (stage) => {
    const orders: Placed[] = [];
    for (const [at, mode] of MODES.entries()) orders.push(await hold(stage, mode, at));
    await switchTo(stage, {});
    for (const [at, order] of orders.entries()) {
      const isBack = async (): Promise<boolean> => (await statusOf(stage, order)) === 'awaiting_payment';
      const backMs = await untilItHolds(stage, 'the instructions come', isBack, 180_000);
      stage.figures.recoveredMs = Math.max(stage.figures.recoveredMs, backMs);
      await finish(stage, order, at);
      const open = (await chargesOf(stage, order)).filter(({ status }) => status !== 'cancel' && status !== 'expire');
      holds(stage, 'one charge alone is left, and it is paid', open.length === 1 && open[0]?.status === 'settlement', open);
    }
  },
};
