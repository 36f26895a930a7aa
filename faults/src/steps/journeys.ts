import { placeOrder, readOrder, walkOn, type Placed, type Purchase } from '../buyers.ts';
import { eventually, type Client } from '../client.ts';
import { openMarket, stockTo, type Market } from '../market.ts';
import type { World } from '../world.ts';

/** How a journey has ended, so that two runs of it can be compared. */
export type End = { readonly journey: string; readonly end: string };

export type Journeys = {
  readonly market: Market;
  /** What the mixed journey buys. */
  readonly common: Purchase;
  /** All journeys side by side: a checkout of two sellers of whom one refuses and is refunded and one fulfils and is paid, and a refused order. */
  run(onPlaced: (placed: Placed) => void): Promise<readonly Walked[]>;
};

export type Walked = { readonly journey: string; readonly placed: Placed };

const PLENTY = 100_000;
const SCARCE = 2;

/** Two shops, each with a ware that never runs out and one of which there is never enough. */
export const openJourneys = async (world: World): Promise<Journeys> => {
  const market = await openMarket(world, { shops: 2, variantsPerShop: 2, buyers: 2 });
  const [first, second] = market.shops;
  const [patient, unlucky] = market.buyers;
  if (first === undefined || second === undefined || patient === undefined || unlucky === undefined)
    throw new Error('The market is empty.');
  for (const shop of market.shops) {
    const [plenty, scarce] = shop.wares;
    if (plenty !== undefined) await stockTo(market, shop, { ware: plenty, onHand: PLENTY });
    if (scarce !== undefined) await stockTo(market, shop, { ware: scarce, onHand: SCARCE });
  }
  const common = { hooks: 'normal', twice: false } as const;
  const plenty = [first, second].map(({ wares }) => ({ ware: wares[0]!, quantity: 2 }));
  const mixed: Purchase = { buyer: patient, wishes: plenty, ending: 'refused', ...common };
  const short: Purchase = {
    buyer: unlucky,
    wishes: [{ ware: first.wares[0]!, quantity: 1 }, { ware: second.wares[1]!, quantity: SCARCE + 1 }], // prettier-ignore
    ending: 'received',
    ...common,
  };
  const walk = async (journey: string, purchase: Purchase, onPlaced: (placed: Placed) => void): Promise<Walked> => {
    const placed = await placeOrder(market, purchase);
    onPlaced(placed);
    await walkOn({ market, purchase, placed });
    return { journey, placed };
  };
  return {
    market,
    common: mixed,
    run: (onPlaced) =>
      Promise.all([walk('checkout, refund, release', mixed, onPlaced), walk('refusal for want of stock', short, onPlaced)]),
  };
};

const atProvider = async ({ sandbox, merchant }: Market, order: any): Promise<string> => {
  const { items } = (await sandbox.call('GET /simulator/payments?limit=1000')).body;
  const charges: readonly string[] = items.map((item: any) => item.orderId).filter((id: string) => id.includes(order.payment.paymentId));
  const states = await Promise.all(
    charges.map(async (id) => {
      const { body } = await sandbox.call(`GET /v2/${id}/status`, { headers: merchant });
      const refunds = (body.refunds ?? []).map(({ refund_amount }: any) => Number(refund_amount));
      return `${body.transaction_status} refunds ${JSON.stringify(refunds)}`;
    }),
  );
  // A charge whose answer was lost in a crash is taken back before another is made in its place.
  return states.filter((state) => state !== 'cancel refunds []').join(' and ');
};

/** Each subject and addressee once: after a crash a mail may come twice, and never not at all. */
const mailsAbout = async (mail: Client, { orderNumber }: any): Promise<string> => {
  const { items } = (await mail.call(`GET /api/email/summary?limit=200&search=${encodeURIComponent(orderNumber)}`)).body;
  const kindOf = ({ address }: any): string => String(address).split('-')[0] ?? '';
  const lines: string[] = items.map(({ subject, to }: any) => `${kindOf(to?.[0] ?? {})}: ${String(subject).replaceAll(orderNumber, '#')}`);
  return [...new Set(lines)].toSorted().join('; ');
};

const endOf = async (market: Market, mail: Client, placed: Placed): Promise<string> => {
  const order = await readOrder(market, placed);
  const parts = order.sellerOrders.map(({ status }: any) => status).toSorted();
  const refunds = order.refunds.map(({ status, amountRupiah }: any) => `${status} ${amountRupiah}`);
  const reason = order.rejection?.reason ?? order.reason;
  return [
    `order ${order.status} ${order.outcome ?? reason ?? ''}`.trim(),
    `parts ${parts.join(', ')}`,
    `refunds ${refunds.join(', ')}`,
    `provider ${await atProvider(market, order)}`,
    `mails ${await mailsAbout(mail, order)}`,
  ].join(' | ');
};

const MAILS_MS_MAX = 45_000;

/** The ends of all journeys; where they are not what they should become, after some patience. */
export const endsOf = async (
  { market }: Journeys,
  { walked, mail, expected = [] }: { readonly walked: readonly Walked[]; readonly mail: Client; readonly expected?: readonly End[] },
): Promise<readonly End[]> => {
  let ends: readonly End[] = [];
  const read = async (): Promise<readonly End[]> =>
    (ends = await Promise.all(walked.map(async ({ journey, placed }) => ({ journey, end: await endOf(market, mail, placed) }))));
  const matches = async (): Promise<boolean> => JSON.stringify(await read()) === JSON.stringify(expected);
  if (expected.length === 0) return read();
  await eventually('the ends of the journeys', matches, MAILS_MS_MAX).catch(() => undefined);
  return ends;
};

export const differences = (ends: readonly End[], expected: readonly End[]): readonly string[] =>
  ends.flatMap(({ journey, end }) => {
    const wanted = expected.find((one) => one.journey === journey)?.end;
    return wanted === end ? [] : [`${journey} ended as “${end}” and should have as “${wanted ?? 'nothing'}”`];
  });
