import { createHash, randomUUID } from 'node:crypto';
import { memoryRows, secondsAfter, type Now } from '@wadah/kit';
import {
  IDEMPOTENCY_KEPT_SECONDS,
  IDEMPOTENCY_LEASE_SECONDS,
  type ClaimOutcome,
  type IdempotencyClaim,
  type IdempotencyLease,
  type IdempotencyScope,
  type IdempotencyStore,
  type StoredAnswer,
} from './idempotency-store.ts';

type Row = {
  readonly hash: string;
  readonly id: string;
  readonly keptUntil: Date;
  readonly leaseId: string;
  readonly leasedUntil: Date;
  readonly answer?: StoredAnswer;
};

const rowKeyOf = ({ principal, operation, key }: IdempotencyScope): string => JSON.stringify([principal, operation, key]);

const hashOf = (content: string): string => createHash('sha256').update(content).digest('hex');

type Claimed = { readonly row: Row; readonly outcome: ClaimOutcome };

const newRow = (claim: IdempotencyClaim, lease: IdempotencyLease, at: Date): Claimed => {
  const id = claim.newId();
  const until = { leasedUntil: secondsAfter(at, IDEMPOTENCY_LEASE_SECONDS), keptUntil: secondsAfter(at, IDEMPOTENCY_KEPT_SECONDS) };
  return { row: { hash: hashOf(claim.content), id, leaseId: lease.leaseId, ...until }, outcome: { status: 'claimed', id, lease } };
};

const claimRow = (row: Row | undefined, claim: IdempotencyClaim, now: Date): Claimed => {
  const lease = { principal: claim.principal, operation: claim.operation, key: claim.key, leaseId: randomUUID() };
  if (row === undefined || row.keptUntil <= now) return newRow(claim, lease, now);
  if (row.hash !== hashOf(claim.content)) return { row, outcome: { status: 'mismatch' } };
  if (row.answer !== undefined) return { row, outcome: { status: 'finished', answer: row.answer } };
  if (row.leasedUntil > now) return { row, outcome: { status: 'in_flight' } };
  const leased = { ...row, leaseId: lease.leaseId, leasedUntil: secondsAfter(now, IDEMPOTENCY_LEASE_SECONDS) };
  return { row: leased, outcome: { status: 'resumed', id: row.id, lease } };
};

/** The fake of the port, for tests of one process. It yields between load and save, so that twins can race in it. */
export const memoryIdempotencyStore = ({ now }: { readonly now: Now }): IdempotencyStore => {
  const rows = memoryRows<Row>();
  const settle = (lease: IdempotencyLease, change: (row: Row) => Row | undefined): Promise<void> =>
    rows.change(rowKeyOf(lease), (row) => (row?.leaseId === lease.leaseId && row.answer === undefined ? change(row) : row));
  return {
    claim: async (claim) => {
      let outcome: ClaimOutcome = { status: 'in_flight' };
      await rows.change(rowKeyOf(claim), (row) => {
        const claimed = claimRow(row, claim, now());
        outcome = claimed.outcome;
        return claimed.row;
      });
      return outcome;
    },
    finish: (lease, answer) => settle(lease, (row) => ({ ...row, answer })),
    free: (lease) => settle(lease, () => undefined),
    release: (lease) => settle(lease, (row) => ({ ...row, leasedUntil: now() })),
  };
};
