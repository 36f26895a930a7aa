import type { Now } from '@wadah/kit';
import { IDEMPOTENCY_KEPT_SECONDS, IDEMPOTENCY_LEASE_SECONDS, type ClaimOutcome, type IdempotencyStore } from './idempotency-store.ts';

export type ConformanceSetup = (clock: { readonly now: Now }) => Promise<IdempotencyStore> | IdempotencyStore;

type Held = Extract<ClaimOutcome, { readonly lease: unknown }>;

const held = (outcome: ClaimOutcome): Held => {
  if (!('lease' in outcome)) throw new Error(`Expected a held key, got ${outcome.status}.`);
  return outcome;
};

const answer = {
  kind: 'answer',
  status: 201,
  headers: { location: '/v1/things/1' },
  body: { thingId: 'thing_1', nested: { list: [1, null] } },
} as const;

/**
 * What every implementation of IdempotencyStore must do (architecture §4 rule 6); call it from a Jest test file.
 * `setup` is called once; each test uses keys of its own, so one database serves all of them.
 */
export const idempotencyStoreConformance = (setup: ConformanceSetup): void => {
  let nowMs = Date.parse('2026-11-24T00:00:00Z');
  let store: IdempotencyStore;
  let keys = 0;
  const later = (seconds: number) => (nowMs += seconds * 1000);
  const claimOf = (change: Partial<{ principal: string; operation: string; key: string; content: string; id: string }> = {}) => {
    const { id = 'thing_1', ...rest } = change;
    const scope = { principal: 'user:acc_1', operation: 'makeThing', key: `key-${keys}`, content: '{"a":1}', newId: () => id };
    return { ...scope, ...rest };
  };

  beforeAll(async () => {
    store = await setup({ now: () => new Date(nowMs) });
  });
  beforeEach(() => {
    keys += 1;
  });

  test('a new key is claimed with the id that the new thing will get', async () => {
    expect(await store.claim(claimOf())).toMatchObject({ status: 'claimed', id: 'thing_1' });
  });

  test('a twin in flight is told so', async () => {
    await store.claim(claimOf());
    expect(await store.claim(claimOf())).toEqual({ status: 'in_flight' });
  });

  test('of twenty twins at once exactly one gets the key', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => store.claim(claimOf({ id: `thing_${index}` }))));
    expect(outcomes.filter(({ status }) => status === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'in_flight')).toHaveLength(19);
  });

  test('the same key with another body is a mismatch, in flight and finished', async () => {
    const { lease } = held(await store.claim(claimOf()));
    expect(await store.claim(claimOf({ content: '{"a":2}' }))).toEqual({ status: 'mismatch' });
    await store.finish(lease, answer);
    expect(await store.claim(claimOf({ content: '{"a":2}' }))).toEqual({ status: 'mismatch' });
  });

  test.each([{ principal: 'user:acc_2' }, { operation: 'makeOther' }])(
    'the same key of another scope is another key: %j',
    async (other) => {
      await store.claim(claimOf());
      expect(await store.claim(claimOf(other))).toMatchObject({ status: 'claimed' });
    },
  );

  test('a finished key answers what was stored', async () => {
    await store.finish(held(await store.claim(claimOf())).lease, answer);
    expect(await store.claim(claimOf())).toEqual({ status: 'finished', answer });
  });

  test('of an answer with a secret the id alone is stored', async () => {
    await store.finish(held(await store.claim(claimOf())).lease, { kind: 'secret', id: 'thing_1' });
    expect(await store.claim(claimOf())).toEqual({ status: 'finished', answer: { kind: 'secret', id: 'thing_1' } });
  });

  test('a freed key can be claimed with another body and gets a new id', async () => {
    await store.free(held(await store.claim(claimOf())).lease);
    expect(await store.claim(claimOf({ content: '{"a":3}', id: 'thing_2' }))).toMatchObject({ status: 'claimed', id: 'thing_2' });
  });

  test('a released key is resumed at once, under the first id, and with the same body only', async () => {
    await store.release(held(await store.claim(claimOf())).lease);
    expect(await store.claim(claimOf({ content: '{"a":2}' }))).toEqual({ status: 'mismatch' });
    expect(await store.claim(claimOf({ id: 'thing_2' }))).toMatchObject({ status: 'resumed', id: 'thing_1' });
  });

  test('after a crash the key is resumed when its lease is over, and not before', async () => {
    await store.claim(claimOf());
    later(IDEMPOTENCY_LEASE_SECONDS - 1);
    expect(await store.claim(claimOf())).toEqual({ status: 'in_flight' });
    later(2);
    expect(await store.claim(claimOf({ id: 'thing_2' }))).toMatchObject({ status: 'resumed', id: 'thing_1' });
    expect(await store.claim(claimOf())).toEqual({ status: 'in_flight' });
  });

  test('of twenty retries after a crash one resumes', async () => {
    await store.claim(claimOf());
    later(IDEMPOTENCY_LEASE_SECONDS + 1);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => store.claim(claimOf())));
    expect(outcomes.filter(({ status }) => status === 'resumed')).toHaveLength(1);
  });

  test('who has lost its lease can neither free nor release nor finish it', async () => {
    const first = held(await store.claim(claimOf()));
    later(IDEMPOTENCY_LEASE_SECONDS + 1);
    const second = held(await store.claim(claimOf()));
    await store.free(first.lease);
    await store.release(first.lease);
    await store.finish(first.lease, answer);
    expect(await store.claim(claimOf())).toEqual({ status: 'in_flight' });
    await store.finish(second.lease, answer);
    expect(await store.claim(claimOf())).toEqual({ status: 'finished', answer });
  });

  test('a finished key can be neither freed nor released', async () => {
    const { lease } = held(await store.claim(claimOf()));
    await store.finish(lease, answer);
    await store.free(lease);
    await store.release(lease);
    expect(await store.claim(claimOf())).toEqual({ status: 'finished', answer });
  });

  test('a key is kept for 24 hours', async () => {
    await store.finish(held(await store.claim(claimOf())).lease, answer);
    later(IDEMPOTENCY_KEPT_SECONDS - 60);
    expect(await store.claim(claimOf())).toMatchObject({ status: 'finished' });
    later(120);
    expect(await store.claim(claimOf({ id: 'thing_2' }))).toMatchObject({ status: 'claimed', id: 'thing_2' });
  });
};
