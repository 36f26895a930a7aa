import { createHash, randomUUID } from 'node:crypto';
import { secondsAfter, type Now } from '@wadah/kit';
import {
  IDEMPOTENCY_KEPT_SECONDS,
  IDEMPOTENCY_LEASE_SECONDS,
  type IdempotencyLease,
  type IdempotencyScope,
  type IdempotencyStore,
  type StoredAnswer,
} from './idempotency-store.ts';

type Row = {
  readonly hash: string;
  readonly id: string;
  readonly keptUntil: Date;
  leaseId: string;
  leasedUntil: Date;
  answer?: StoredAnswer;
};

const rowKeyOf = ({ principal, operation, key }: IdempotencyScope): string => JSON.stringify([principal, operation, key]);

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

/** The fake of the port, for tests of one process. */
export const memoryIdempotencyStore = ({ now }: { readonly now: Now }): IdempotencyStore => {
  const rows = new Map<string, Row>();

  const heldRow = (lease: IdempotencyLease): Row | undefined => {
    const row = rows.get(rowKeyOf(lease));
    return row?.leaseId === lease.leaseId && row.answer === undefined ? row : undefined;
  };

  return {
    claim: (claim) => {
      const at = now();
      const leaseId = randomUUID();
      const lease = { principal: claim.principal, operation: claim.operation, key: claim.key, leaseId };
      const row = rows.get(rowKeyOf(claim));
      if (row === undefined || row.keptUntil <= at) {
        const id = claim.newId();
        const fresh = { hash: hashOf(claim.content), id, leaseId, leasedUntil: secondsAfter(at, IDEMPOTENCY_LEASE_SECONDS) };
        rows.set(rowKeyOf(claim), { ...fresh, keptUntil: secondsAfter(at, IDEMPOTENCY_KEPT_SECONDS) });
        return Promise.resolve({ status: 'claimed', id, lease });
      }
      if (row.hash !== hashOf(claim.content)) return Promise.resolve({ status: 'mismatch' });
      if (row.answer !== undefined) return Promise.resolve({ status: 'finished', answer: row.answer });
      if (row.leasedUntil > at) return Promise.resolve({ status: 'in_flight' });
      row.leaseId = leaseId;
      row.leasedUntil = secondsAfter(at, IDEMPOTENCY_LEASE_SECONDS);
      return Promise.resolve({ status: 'resumed', id: row.id, lease });
    },
    finish: (lease, answer) => {
      const row = heldRow(lease);
      if (row !== undefined) row.answer = answer;
      return Promise.resolve();
    },
    free: (lease) => {
      if (heldRow(lease) !== undefined) rows.delete(rowKeyOf(lease));
      return Promise.resolve();
    },
    release: (lease) => {
      const row = heldRow(lease);
      if (row !== undefined) row.leasedUntil = now();
      return Promise.resolve();
    },
  };
};
