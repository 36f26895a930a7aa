/** Scope of a key: the same key of another principal or operation is another key. */
export type IdempotencyScope = { readonly principal: string; readonly operation: string; readonly key: string };

export type IdempotencyClaim = IdempotencyScope & {
  /** Path parameters and body in canonical form. The store keeps a keyed hash of it, never the text. */
  readonly content: string;
  /** Makes the id that the new aggregate will get; called once, when the key is first claimed. */
  readonly newId: () => string;
};

/** What a finished request answered. Of an answer that held a secret only the id is kept. */
export type StoredAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
  | { readonly kind: 'secret'; readonly id: string };

/** Names one holder: after its lease has passed to another, its `finish`, `free` and `release` do nothing. */
export type IdempotencyLease = IdempotencyScope & { readonly leaseId: string };

export type ClaimOutcome =
  | { readonly status: 'claimed' | 'resumed'; readonly id: string; readonly lease: IdempotencyLease }
  | { readonly status: 'in_flight' }
  | { readonly status: 'mismatch' }
  | { readonly status: 'finished'; readonly answer: StoredAnswer };

/**
 * Keys of HTTP writes (architecture §4 rule 6). Kept 24 h, leased 30 s.
 * `resumed` is a retry after a crash or an unclear answer: the id is the one of the first try, and the work finds what that left.
 */
export interface IdempotencyStore {
  /** Atomic: of two twins one gets `claimed`, the other `in_flight`. */
  claim(claim: IdempotencyClaim): Promise<ClaimOutcome>;
  finish(lease: IdempotencyLease, answer: StoredAnswer): Promise<void>;
  /** Forgets the key: a refusal that left nothing behind. */
  free(lease: IdempotencyLease): Promise<void>;
  /** Ends only the lease: id and hash stay, so a retry finds what an unclear write left. */
  release(lease: IdempotencyLease): Promise<void>;
}

export const IDEMPOTENCY_LEASE_SECONDS = 30;
export const IDEMPOTENCY_KEPT_SECONDS = 86_400;
