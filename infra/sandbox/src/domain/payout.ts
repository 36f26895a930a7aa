import type { TransferSwitch } from './switches.ts';

export type PayoutRequest = {
  readonly beneficiaryName: string;
  readonly beneficiaryAccount: string;
  readonly beneficiaryBank: string;
  readonly rupiah: number;
  readonly notes: string;
};

/** What will become of a payout is settled when it is asked for, so its state is a function of the time and needs no timer. */
export type Payout = {
  readonly referenceNo: string;
  readonly idempotencyKey: string;
  readonly request: PayoutRequest;
  readonly plan: TransferSwitch;
  readonly createdAtMs: number;
};

export type PayoutStatus = 'queued' | 'processed' | 'completed' | 'failed' | 'bounced';

export type PayoutState = { readonly status: PayoutStatus; readonly sinceMs: number };

/** Every state that the payout passes through, with the time at which it is reached. */
export const payoutCourse = ({ plan, createdAtMs }: Payout): readonly PayoutState[] => {
  const queued: PayoutState = { status: 'queued', sinceMs: createdAtMs };
  const processed: PayoutState = { status: 'processed', sinceMs: createdAtMs + plan.processedAfterMs };
  const endMs = createdAtMs + Math.max(plan.processedAfterMs, plan.completedAfterMs);
  if (plan.mode === 'rejected') return [queued, processed, { status: 'failed', sinceMs: endMs }];
  const completed: PayoutState = { status: 'completed', sinceMs: endMs };
  if (plan.mode === 'accepted') return [queued, processed, completed];
  return [queued, processed, completed, { status: 'bounced', sinceMs: endMs + plan.bouncedAfterMs }];
};

export const payoutStateAt = (payout: Payout, atMs: number): PayoutState => {
  const reached = payoutCourse(payout).filter((state) => state.sinceMs <= atMs);
  return reached.at(-1) ?? { status: 'queued', sinceMs: payout.createdAtMs };
};

export const samePayoutRequest = (left: PayoutRequest, right: PayoutRequest): boolean =>
  left.beneficiaryName === right.beneficiaryName &&
  left.beneficiaryAccount === right.beneficiaryAccount &&
  left.beneficiaryBank === right.beneficiaryBank &&
  left.rupiah === right.rupiah &&
  left.notes === right.notes;
