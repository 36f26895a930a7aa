import type { KeyObject } from 'node:crypto';

/** Public keys by their id. */
export interface JwksSource {
  /** `undefined` for an id that nobody published. @throws an outage when that can't be told. */
  keyFor(kid: string): Promise<KeyObject | undefined>;
}
