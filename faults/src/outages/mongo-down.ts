import { randomInt } from 'node:crypto';
import { serviceNames, stackStatus } from '@wadah/local';
import { shopOf } from './shopping.ts';
import { ask, holds, isClear503, meanwhile, readinessOf, untilItHolds, type Outage, type Stage } from './stage.ts';

const WRITERS = 4;

const draftOf = (sellerId: string, categoryId: string) => ({
  sellerId,
  kind: 'goods',
  categoryId,
  title: 'Madu yang bertahan',
  description: 'Ditulis selagi basis data mati.',
  variants: [{ sku: `MADU-${randomInt(10 ** 9)}`, name: '1 botol', priceRupiah: 20_000, stock: 1, weightGrams: 700 }],
});

/** Makes drafts one after another until told to end, and remembers each that was acknowledged. */
const writing = (stage: Stage, { token, body }: { readonly token: string; readonly body: () => unknown }) => {
  const acknowledged: string[] = [];
  let ended = false;
  const writer = async (): Promise<void> => {
    while (!ended) {
      const answer = await ask(stage, 'POST /v1/listings', { token, body: body() });
      if (answer.status === 201) acknowledged.push(answer.body.listingId);
      else holds(stage, 'a refused write says 503 with Retry-After', isClear503(answer), [answer.status, answer.body]);
    }
  };
  const writers = Promise.all(Array.from({ length: WRITERS }, writer));
  return {
    acknowledged,
    end: async (): Promise<void> => {
      ended = true;
      await writers;
    },
  };
};

const terminated = async (): Promise<void> => {
  const mongo = (await stackStatus('test')).find(({ name }) => name === 'mongo');
  if (mongo?.pid !== undefined) process.kill(mongo.pid, 'SIGTERM');
};

const hold = async (stage: Stage, stop: () => Promise<void>): Promise<void> => {
  const { world, figures, market } = stage;
  const { owner, sellerId } = shopOf(market);
  const token = await owner.token();
  const { items } = await market.api.must('GET /v1/categories?limit=100');
  const { categoryId } = items.find(({ code }: { code: string }) => code === 'madu');
  const drafts = writing(stage, { token, body: () => draftOf(sellerId, categoryId) });
  await untilItHolds(stage, 'some drafts are written', async () => drafts.acknowledged.length >= 2 * WRITERS, 20_000);
  await stop();
  const downMs = stage.minutes(1);
  figures.downMs += downMs;
  await meanwhile(downMs, async () => undefined);
  for (const name of serviceNames.filter((service) => service !== 'gateway'))
    holds(stage, `${name} says it is not ready`, (await readinessOf(stage, name)).status === 'not_ready');
  await world.start('mongo');
  const before = drafts.acknowledged.length;
  const backMs = await untilItHolds(stage, 'drafts are written again', async () => drafts.acknowledged.length > before, 30_000);
  figures.recoveredMs = Math.max(figures.recoveredMs, backMs);
  await drafts.end();
  for (const listingId of drafts.acknowledged) {
    const { status } = await market.api.insist(`GET /v1/sellers/${sellerId}/listings/${listingId}`, { token });
    holds(stage, 'every acknowledged draft is there', status === 200, [listingId, status]);
  }
};

export const mongoDown: Outage = {
  name: 'MongoDB down',
  rule: 'writes answer 503 with Retry-After, readiness says no, and no acknowledged write is lost, kill -9 included',
  run: async (stage) => {
    await hold(stage, () => stage.world.kill('mongo'));
    if (!stage.short) await hold(stage, terminated);
    const ready = async (): Promise<boolean> => (await readinessOf(stage, 'catalogue')).status === 'ready';
    await untilItHolds(stage, 'readiness comes back', ready, 30_000);
  },
};
