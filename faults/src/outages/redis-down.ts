import { buyerOf, shopOf, wareOf } from './shopping.ts';
import { ask, holds, isClear503, meanwhile, readinessOf, untilItHolds, type Outage, type Stage } from './stage.ts';

type People = { readonly buyer: string; readonly staff: string; readonly cartId: string };

const askAround = async (stage: Stage, { buyer, staff, cartId }: People): Promise<void> => {
  const { market } = stage;
  const signIn = await ask(stage, 'POST /v1/sessions', { body: { email: buyerOf(market, 0).email, password: 'wadah-demo-2026' } });
  holds(stage, 'signing in works without Redis', signIn.status < 300, signIn.status);
  const page = await ask(stage, `GET /v1/listings/${wareOf(market).listingId}`, { headers: { 'cache-control': 'max-age=0' } });
  holds(stage, 'pages are served without the shared cache', page.status === 200, page.status);
  holds(stage, 'the limiter counts on alone', page.headers.get('ratelimit') !== null);
  const cart = await ask(stage, `GET /v1/carts/${cartId}`, { token: buyer });
  holds(stage, 'carts answer 503 carts-unavailable with Retry-After', isClear503(cart, 'carts-unavailable', cart.body), [
    cart.status,
    cart.body,
  ]);
  const orders = await ask(stage, 'GET /v1/orders', { token: buyer });
  holds(stage, 'a buyer is served though nobody can be looked up as revoked', orders.status === 200, orders.status);
  const trial = await ask(stage, 'GET /v1/ledger/trial-balance', { token: staff });
  holds(stage, 'staff are refused meanwhile', isClear503(trial, 'revocations-unavailable', trial.body), [trial.status, trial.body]);
};

export const redisDown: Outage = {
  name: 'Redis down',
  rule: 'limiter and page cache fall back, signing in works, carts answer 503 and come back whole, staff are refused',
  run: async (stage) => {
    const { world, figures, market } = stage;
    const buyer = await buyerOf(market, 0).token();
    const { cartId } = await market.api.must('POST /v1/carts', { token: buyer });
    await market.api.must(`PUT /v1/carts/${cartId}/lines/${wareOf(market).variantId}`, { token: buyer, body: { quantity: 3 } });
    const staff = await market.curator.token();
    await shopOf(market).owner.token();
    figures.downMs = stage.minutes(1);
    // What Redis has said is kept it writes to its disk once a second.
    await untilItHolds(
      stage,
      'the cart is readable',
      async () => (await market.api.call(`GET /v1/carts/${cartId}`, { token: buyer })).status === 200,
    );
    await world.kill('redis');
    await meanwhile(figures.downMs, () => askAround(stage, { buyer, staff, cartId }));
    const { status, checks } = await readinessOf(stage, 'order');
    holds(stage, 'readiness shows Redis down and stays ready', status === 'ready' && checks.redis === 'down', { status, checks });
    await world.start('redis');
    const isBack = async (): Promise<boolean> => {
      const cart = await market.api.call(`GET /v1/carts/${cartId}`, { token: buyer });
      return cart.status === 200 && cart.body.lines[0]?.quantity === 3;
    };
    figures.recoveredMs = await untilItHolds(stage, 'the cart comes back whole', isBack, 15_000);
    await untilItHolds(
      stage,
      'staff are served again',
      async () => (await market.api.call('GET /v1/ledger/trial-balance', { token: staff })).status !== 503,
      15_000,
    );
  },
};
