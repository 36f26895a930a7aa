import { eventually } from './support/eventually.ts';
import { must } from './support/http.ts';
import { newBuyer, type Buyer } from './support/people.ts';
import { newSeller, onSale } from './support/selling.ts';
import { cartWith, place, variantOf, type Wish } from './support/shopping.ts';

const BUYERS = 50;

const inTurns = async <T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<readonly R[]> => {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atOnce) results.push(...(await Promise.all(items.slice(from, from + atOnce).map(work))));
  return results;
};

test('of fifty buyers who order the last piece at the same time one gets it, and forty-nine are told why not', async () => {
  const seller = await newSeller('dinas-pertanian');
  const sku = `LANGKA-${Date.now()}`;
  const variants = [{ ...seller.listing.variants[0], sku, stock: 1 }];
  await onSale({ ...seller, listing: { ...seller.listing, variants } }, 'dinas-pertanian');
  const wish: Wish = { sellerId: seller.sellerId, sku, quantity: 1 };
  const buyers = await inTurns(Array.from({ length: BUYERS }), 4, () => newBuyer());
  const carts = await inTurns(buyers, 10, async (buyer): Promise<{ buyer: Buyer; cartId: string }> => ({ buyer, cartId: await cartWith(buyer.token, [wish]) })); // prettier-ignore

  const answers = await Promise.all(
    carts.map(async ({ buyer, cartId }) => ({ buyer, answer: await place(buyer.token, cartId, { paymentMethod: 'va_bca' }) })),
  );

  const [won, ...others] = answers.filter(({ answer }) => answer.status === 201);
  expect(others).toEqual([]);
  for (const { answer } of answers.filter(({ answer: { status } }) => status !== 201))
    expect(answer).toMatchObject({ status: 409, body: { code: 'insufficient-stock', lines: [{ requested: 1, available: 0 }] } });
  expect(answers.filter(({ answer }) => answer.status === 409)).toHaveLength(BUYERS - 1);
  const order = await eventually('the instructions', async () => {
    const found = await must(`GET /v1/orders/${won?.answer.body.orderId}`, { token: won?.buyer.token ?? '' });
    return found.status === 'awaiting_payment' ? found : undefined;
  });
  expect(order.payment.vaNumber).toMatch(/^\d+$/);
  expect(await variantOf(wish)).toMatchObject({ available: 0 });
}, 90_000);
