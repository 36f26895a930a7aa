/** Why a call brought no answer that counts. */
export type OutageReason = 'timeout' | 'unreachable' | 'status' | 'breaker_open' | 'malformed_answer';

/** A needed service did not answer, or not as agreed. Consumers wait and try again; routes answer 503. */
export class UpstreamOutage extends Error {
  override readonly name = 'UpstreamOutage';
  readonly upstream: string;
  readonly operation: string;
  readonly reason: OutageReason;
  readonly status: number | undefined;

  constructor(
    call: { readonly upstream: string; readonly operation: string },
    why: { reason: OutageReason; status?: number; cause?: unknown },
  ) {
    super(`${call.upstream} ${call.operation}: ${why.reason}${why.status === undefined ? '' : ` ${why.status}`}`, { cause: why.cause });
    this.upstream = call.upstream;
    this.operation = call.operation;
    this.reason = why.reason;
    this.status = why.status;
  }
}

/** For `recogniseOutages` of `@wadah/messaging` and `isOutage` of `createApp`. */
export const isUpstreamOutage = (error: unknown): error is UpstreamOutage => error instanceof UpstreamOutage;
