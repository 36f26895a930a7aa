const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const IDEMPOTENT = new Set([...SAFE, 'PUT', 'DELETE']);

/** How an upstream failed: it took no connection, or broke one off before its answer began. */
export type Failing = 'refused' | 'broken_off' | 'other';

const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
const BROKEN_OFF = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

export const failingOf = (error: unknown): Failing => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (typeof code !== 'string') return 'other';
  return REFUSED.has(code) ? 'refused' : BROKEN_OFF.has(code) ? 'broken_off' : 'other';
};

export type Sent = {
  readonly method: string;
  /** It carries an Idempotency-Key. */
  readonly keyed: boolean;
};

/**
 * Whether a request may be sent once more (RFC 9110 §9.2.2). Refused, nothing of it was seen, and idempotent calls may go again: by their method, or by their
 * key. Broken off, the upstream may have done its work: a key is no help then, for the work may be under way, and a second PUT or DELETE
 * could be told that there is nothing left to do; only what changes nothing goes again.
 */
export const mayRepeat = (failing: Failing, { method, keyed }: Sent): boolean => {
  switch (failing) {
    case 'refused':
      return IDEMPOTENT.has(method) || keyed;
    case 'broken_off':
      return SAFE.has(method);
    case 'other':
      return false;
  }
};
