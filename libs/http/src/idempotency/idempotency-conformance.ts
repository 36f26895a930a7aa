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

type Claimant = {
  store(): IdempotencyStore;
  claim(change?: Change): Promise<ClaimOutcome>;
  later(seconds: number): void;
};

type Change = Partial<Record<'principal' | 'operation' | 'key' | 'content' | 'id', string>>;

/** One store for all tests, and for each test a key of its own. */
const claimant = (setup: ConformanceSetup): Claimant => {
  let nowMs = Date.parse('2026-11-24T00:00:00Z');
  let store: IdempotencyStore | undefined;
  let keys = 0;
  beforeAll(async () => {
    store = await setup({ now: () => new Date(nowMs) });
  });
  beforeEach(() => {
    keys += 1;
  });
  const present = (): IdempotencyStore => {
    if (store === undefined) throw new Error('The store is made by beforeAll.');
    return store;
  };
  return {
    store: present,
    claim: ({ id = 'thing_1', ...change } = {}) =>
      present().claim({
        principal: 'user:acc_1',
        operation: 'makeThing',
        key: `key-${keys}`,
        content: '{"a":1}',
        newId: () => id,
        ...change,
      }),
    later: (seconds) => {
      nowMs += seconds * 1000;
    },
  };
};

const claims = ({ store, claim }: Claimant): void => {
  test('a new key is claimed with the id that the new thing will get', async () => {
    expect(await claim()).toMatchObject({ status: 'claimed', id: 'thing_1' });
  });

  test('a twin in flight is told so', async () => {
    await claim();
    expect(await claim()).toEqual({ status: 'in_flight' });
  });

  test('of twenty twins at once exactly one gets the key', async () => {
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => claim({ id: `thing_${index}` })));
    expect(outcomes.filter(({ status }) => status === 'claimed')).toHaveLength(1);
    expect(outcomes.filter(({ status }) => status === 'in_flight')).toHaveLength(19);
  });

  test('the same key with another body is a mismatch, in flight and finished', async () => {
    const { lease } = held(await claim());
    expect(await claim({ content: '{"a":2}' })).toEqual({ status: 'mismatch' });
    await store().finish(lease, answer);
    expect(await claim({ content: '{"a":2}' })).toEqual({ status: 'mismatch' });
  });

  test.each([{ principal: 'user:acc_2' }, { operation: 'makeOther' }])(
    'the same key of another scope is another key: %j',
    async (other) => {
      await claim();
      expect(await claim(other)).toMatchObject({ status: 'claimed' });
    },
  );

  test('a finished key answers what was stored', async () => {
    await store().finish(held(await claim()).lease, answer);
    expect(await claim()).toEqual({ status: 'finished', answer });
  });

  test('of an answer with a secret the id alone is stored', async () => {
    await store().finish(held(await claim()).lease, { kind: 'secret', id: 'thing_1' });
    expect(await claim()).toEqual({ status: 'finished', answer: { kind: 'secret', id: 'thing_1' } });
  });

  test('a freed key can be claimed with another body and gets a new id', async () => {
    await store().free(held(await claim()).lease);
    expect(await claim({ content: '{"a":3}', id: 'thing_2' })).toMatchObject({ status: 'claimed', id: 'thing_2' });
  });
};

const leases = ({ store, claim, later }: Claimant): void => {
  test('a released key is resumed at once, under the first id, and with the same body only', async () => {
    await store().release(held(await claim()).lease);
    expect(await claim({ content: '{"a":2}' })).toEqual({ status: 'mismatch' });
    expect(await claim({ id: 'thing_2' })).toMatchObject({ status: 'resumed', id: 'thing_1' });
  });

  test('after a crash the key is resumed when its lease is over, and not before', async () => {
    await claim();
    later(IDEMPOTENCY_LEASE_SECONDS - 1);
    expect(await claim()).toEqual({ status: 'in_flight' });
    later(2);
    expect(await claim({ id: 'thing_2' })).toMatchObject({ status: 'resumed', id: 'thing_1' });
    expect(await claim()).toEqual({ status: 'in_flight' });
  });

  test('of twenty retries after a crash one resumes', async () => {
    await claim();
    later(IDEMPOTENCY_LEASE_SECONDS + 1);
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => claim()));
    expect(outcomes.filter(({ status }) => status === 'resumed')).toHaveLength(1);
  });

  test('who has lost its lease can neither free nor release nor finish it', async () => {
    const first = held(await claim());
    later(IDEMPOTENCY_LEASE_SECONDS + 1);
    const second = held(await claim());
    await store().free(first.lease);
    await store().release(first.lease);
    await store().finish(first.lease, answer);
    expect(await claim()).toEqual({ status: 'in_flight' });
    await store().finish(second.lease, answer);
    expect(await claim()).toEqual({ status: 'finished', answer });
  });

  test('a finished key can be neither freed nor released', async () => {
    const { lease } = held(await claim());
    await store().finish(lease, answer);
    await store().free(lease);
    await store().release(lease);
    expect(await claim()).toEqual({ status: 'finished', answer });
  });

  test('a key is kept for 24 hours', async () => {
    await store().finish(held(await claim()).lease, answer);
    later(IDEMPOTENCY_KEPT_SECONDS - 60);
    expect(await claim()).toMatchObject({ status: 'finished' });
    later(120);
    expect(await claim({ id: 'thing_2' })).toMatchObject({ status: 'claimed', id: 'thing_2' });
  });
};

/**
 * What every implementation of IdempotencyStore must do (architecture §4 rule 6); call it at the top of a Jest test file, or in a describe of its own.
 * `setup` is called once; each test uses keys of its own, so one database serves all of them.
 */
export const idempotencyStoreConformance = (setup: ConformanceSetup): void => {
  const one = claimant(setup);
  claims(one);
  leases(one);
};
