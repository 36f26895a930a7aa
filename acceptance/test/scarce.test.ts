import { eventually } from './support/eventually.ts';
import { call, must } from './support/http.ts';
import { newBuyer, password, type Buyer } from './support/people.ts';
import { newSeller, onSale, type NewSeller } from './support/selling.ts';
import { awaitingPayment, cartWith, orderBecomes, paid, payQris, place, variantOf, type Wish } from './support/shopping.ts';

/** `pnpm test:races` comes with two hundred buyers and five hundred sign-ins; a common run has fewer of both. */
const BUYERS = Number(process.env['WADAH_RACE_BUYERS'] ?? 40);
const SIGN_INS = Number(process.env['WADAH_RACE_SIGN_INS'] ?? 60);
const RACE_MS_MAX = 10_000;
const VARIANTS = 20;
const STOCK = 4;

const inTurns = async <T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  return results;
};

let buyers: readonly Buyer[];
let seller: NewSeller;
let wares: readonly Wish[];

beforeAll(async () => {
  buyers = await inTurns(Array.from({ length: BUYERS }), 8, () => newBuyer());
  seller = await newSeller('dinas-pertanian');
  const [variant] = seller.listing.variants;
  const name = `LANGKA-${Date.now()}`;
  const variants = Array.from({ length: VARIANTS + 1 }, (_, index) => ({
    ...variant,
    sku: `${name}-${index}`,
    name: `Jenis ${index}`,
    stock: index === 0 ? 1 : STOCK,
  }));
  await onSale({ ...seller, listing: { ...seller.listing, variants } }, 'dinas-pertanian');
  wares = variants.map(({ sku }) => ({ sellerId: seller.sellerId, sku, quantity: 1 }));
}, 240_000);

type Basket = { readonly buyer: Buyer; readonly wishes: readonly Wish[]; readonly cartId: string };

const filled = (wishesOf: (buyer: number) => readonly Wish[]): Promise<readonly Basket[]> =>
  inTurns([...buyers.entries()], 10, async ([index, buyer]) => {
    const wishes = wishesOf(index);
    return { buyer, wishes, cartId: await cartWith(buyer.token, wishes) };
  });

/** Everybody orders at the same moment. */
const race = async (baskets: readonly Basket[]) => {
  const beganAt = performance.now();
  const answers = await Promise.all(baskets.map(async (basket) => ({ ...basket, answer: await place(basket.buyer.token, basket.cartId) })));
  return { answers, tookMs: performance.now() - beganAt };
};

test(`of ${BUYERS} buyers who order the last piece at the same time one gets it and pays, and the others are told why not, within ten seconds`, async () => {
  const [last] = wares;
  const { answers, tookMs } = await race(await filled(() => [last!]));

  const won = answers.filter(({ answer }) => answer.status === 201);
  expect(won).toHaveLength(1);
  for (const { answer } of answers.filter(({ answer: { status } }) => status !== 201))
    expect(answer).toMatchObject({ status: 409, body: { code: 'insufficient-stock', lines: [{ requested: 1, available: 0 }] } });
  expect(tookMs).toBeLessThan(RACE_MS_MAX);

  const [{ buyer, answer }] = won as [(typeof won)[number]];
  const order = await orderBecomes(buyer.token, answer.body.orderId, ({ status }) => status === 'awaiting_payment', 'the instructions');
  await paid(buyer.token, order);
  expect(await variantOf(last!)).toMatchObject({ available: 0 });
}, 120_000);

/** The same numbers for the same seed (mulberry32). */
const numbersFrom = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
};

const seed = Number(process.env['WADAH_RACE_SEED'] ?? Date.now() % 1_000_000);

test(`random baskets over twenty scarce variants, all at once, end without a deadlock, an oversold piece or a hold left behind (seed ${seed})`, async () => {
  const below = numbersFrom(seed);
  const scarce = wares.slice(1);
  const basketOf = (): readonly Wish[] => {
    const size = 1 + below(5);
    return [...new Set(Array.from({ length: size }, () => below(VARIANTS)))].map((index) => scarce[index]!);
  };
  const { answers } = await race(await filled(basketOf));
  expect(answers.filter(({ answer: { status, body } }) => status !== 201 && body.code !== 'insufficient-stock')).toEqual([]);

  const won = answers.filter(({ answer }) => answer.status === 201);
  const payers = won.filter((_, index) => index % 2 === 0);
  await inTurns(won, 10, async ({ buyer, answer }) => {
    const { orderId } = answer.body;
    const order = await orderBecomes(buyer.token, orderId, ({ status }) => status === 'awaiting_payment', 'the instructions');
    if (payers.some((payer) => payer.answer.body.orderId === orderId)) await payQris(order.payment.qrString);
    else await must(`POST /v1/orders/${orderId}/cancellation`, { token: buyer.token });
  });
  const ended = ({ status }: { readonly status: string }) => status === 'paid' || status === 'cancelled';
  const orders = await inTurns(won, 10, ({ buyer, answer }) => orderBecomes(buyer.token, answer.body.orderId, ended, 'paid or cancelled'));
  expect(orders.filter(({ status }) => status === 'paid')).toHaveLength(payers.length);

  for (const ware of scarce) {
    const sold = payers.filter(({ wishes }) => wishes.some(({ sku }) => sku === ware.sku)).length;
    expect(sold).toBeLessThanOrEqual(STOCK);
    const { listingId, variantId } = await eventually(`${STOCK - sold} of ${ware.sku}`, async () => {
      const variant = await variantOf(ware);
      return variant.available === STOCK - sold ? variant : undefined;
    });
    // On hand is what is free and what is held: the same number says that nothing is held any more.
    const path = `POST /v1/listings/${listingId}/variants/${variantId}/stock-adjustments`;
    const adjusted = await must(path, {
      token: seller.token,
      headers: { 'idempotency-key': crypto.randomUUID() },
      body: { by: 1, reason: 'count' },
    });
    expect(adjusted.onHand).toBe(STOCK - sold + 1);
  }
}, 240_000);

const CHECKOUTS = 5;
const CHECKOUT_MS_MAX = 10_000;

test(`${SIGN_INS} sign-ins at once do not starve checkouts: each still ends in a few seconds, and who cannot be served is told when to come again`, async () => {
  const ware = { sellerId: seller.sellerId, sku: wares[1]!.sku, quantity: 1 };
  const { listingId, variantId } = await variantOf(ware);
  await must(`PUT /v1/listings/${listingId}/variants/${variantId}/stock`, { token: seller.token, body: { onHand: CHECKOUTS * 2 } });
  const shoppers = await Promise.all(Array.from({ length: CHECKOUTS }, () => newBuyer()));
  const signIns = Array.from({ length: SIGN_INS }, (_, index) =>
    call('POST /v1/sessions', { body: { email: buyers[index % buyers.length]!.email, password } }),
  );
  const checkout = async ({ token }: Buyer): Promise<number> => {
    const beganAt = performance.now();
    await paid(token, await awaitingPayment(token, [ware]));
    return performance.now() - beganAt;
  };
  const times = await Promise.all(shoppers.map(checkout));
  expect(Math.max(...times)).toBeLessThan(CHECKOUT_MS_MAX);

  const answers = await Promise.all(signIns);
  const refused = answers.filter(({ status }) => status !== 201);
  for (const { status, body, headers } of refused) {
    expect([status, body.code]).toEqual([503, 'busy']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect(answers.length - refused.length).toBeGreaterThan(0);
}, 120_000);
