import { createHash, createHmac, randomUUID } from 'node:crypto';
import { secondsAfter, type Now } from '@wadah/kit';
import type { Collection, Mongo } from './connection.ts';
import { duplicateIndexOf } from './failures.ts';
import type { IndexSpec } from './indexes.ts';

type Scope = { readonly principal: string; readonly operation: string; readonly key: string };

type Claim = Scope & { readonly content: string; readonly newId: () => string };

type Answer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
  | { readonly kind: 'secret'; readonly id: string };

type HeldLease = Scope & { readonly leaseId: string };

type Outcome =
  | { readonly status: 'claimed' | 'resumed'; readonly id: string; readonly lease: HeldLease }
  | { readonly status: 'in_flight' }
  | { readonly status: 'mismatch' }
  | { readonly status: 'finished'; readonly answer: Answer };

/** The port of `@wadah/http`, met by its shape: a database library doesn't depend on the web's. */
export type MongoIdempotencyStore = {
  claim(claim: Claim): Promise<Outcome>;
  finish(lease: HeldLease, answer: Answer): Promise<void>;
  free(lease: HeldLease): Promise<void>;
  release(lease: HeldLease): Promise<void>;
};

type KeyDocument = {
  readonly _id: string;
  readonly contentHash: string;
  /** The id that the new aggregate gets, the same at every try. */
  readonly newId: string;
  readonly leaseId: string;
  readonly leaseUntil: Date;
  readonly answer?: Answer;
  readonly expiresAt: Date;
};

const leaseSeconds = 30;
const keptSeconds = 86_400;

export const idempotencyIndexes: readonly IndexSpec[] = [
  { collection: 'idempotency_keys', keys: { expiresAt: 1 }, options: { name: 'expiry', expireAfterSeconds: 0 } },
];

const keyId = ({ principal, operation, key }: Scope): string =>
  createHash('sha256')
    .update(JSON.stringify([principal, operation, key]))
    .digest('base64url');

/** Keys of HTTP writes (architecture §4 rule 6): claimed with one insert before the work, finished with one update after it. */
export const idempotencyStore = (options: {
  readonly mongo: Mongo;
  readonly now: Now;
  /** Content is kept as a keyed hash only. */
  readonly hashKey: Buffer;
}): MongoIdempotencyStore => {
  const { now } = options;
  const keys: Collection<KeyDocument> = options.mongo.collection('idempotency_keys');
  const hash = (content: string): string => createHmac('sha256', options.hashKey).update(content).digest('base64url');

  const fresh = (claim: Claim, leaseId: string): KeyDocument => ({
    _id: keyId(claim),
    contentHash: hash(claim.content),
    newId: claim.newId(),
    leaseId,
    leaseUntil: secondsAfter(now(), leaseSeconds),
    expiresAt: secondsAfter(now(), keptSeconds),
  });

  const insert = async (document: KeyDocument): Promise<boolean> => {
    try {
      await keys.insertOne(document);
      return true;
    } catch (error) {
      if (duplicateIndexOf(error) === '_id_') return false;
      throw error;
    }
  };

  /** The database deletes expired keys once a minute; until then one that is over is treated as gone. */
  const replaceExpired = async (document: KeyDocument): Promise<boolean> =>
    (await keys.replaceOne({ _id: document._id, expiresAt: { $lte: now() } }, document)).modifiedCount === 1;

  const takeOver = async (held: KeyDocument, leaseId: string): Promise<boolean> => {
    const set = { leaseId, leaseUntil: secondsAfter(now(), leaseSeconds) };
    return (await keys.updateOne({ _id: held._id, leaseId: held.leaseId, answer: { $exists: false } }, { $set: set })).modifiedCount === 1;
  };

  const claimHeld = async (claim: Claim, lease: HeldLease): Promise<Outcome> => {
    const held = await keys.findOne({ _id: keyId(claim) });
    // It was freed between our insert and this read; the client may repeat at once.
    if (held === null) return { status: 'in_flight' };
    if (held.expiresAt <= now()) {
      const document = fresh(claim, lease.leaseId);
      return (await replaceExpired(document)) ? { status: 'claimed', id: document.newId, lease } : { status: 'in_flight' };
    }
    if (held.contentHash !== hash(claim.content)) return { status: 'mismatch' };
    if (held.answer !== undefined) return { status: 'finished', answer: held.answer };
    if (held.leaseUntil > now() || !(await takeOver(held, lease.leaseId))) return { status: 'in_flight' };
    return { status: 'resumed', id: held.newId, lease };
  };

  const holding = (lease: HeldLease) => ({ _id: keyId(lease), leaseId: lease.leaseId, answer: { $exists: false } });

  return {
    claim: async (claim) => {
      const { principal, operation, key } = claim;
      const lease = { principal, operation, key, leaseId: randomUUID() };
      const document = fresh(claim, lease.leaseId);
      return (await insert(document)) ? { status: 'claimed', id: document.newId, lease } : claimHeld(claim, lease);
    },
    finish: async (lease, answer) => {
      await keys.updateOne(holding(lease), { $set: { answer } });
    },
    free: async (lease) => {
      await keys.deleteOne(holding(lease));
    },
    release: async (lease) => {
      await keys.updateOne(holding(lease), { $set: { leaseUntil: now() } });
    },
  };
};
