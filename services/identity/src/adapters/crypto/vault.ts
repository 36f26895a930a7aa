import { timingSafeEqual } from 'node:crypto';
import { cryptoBox } from '@wadah/service';
import type { Vault } from '../../app/ports.ts';

export type VaultKeys = { readonly DATA_KEY: Buffer; readonly OLD_DATA_KEYS: readonly Buffer[]; readonly HASH_KEY: Buffer };

/** What identity keeps sealed and what it compares by hash; each purpose has a key of its own. */
export const vault = (keys: VaultKeys): Vault => {
  const box = cryptoBox({ dataKey: keys.DATA_KEY, oldDataKeys: keys.OLD_DATA_KEYS, hashKey: keys.HASH_KEY });
  return {
    seal: box.seal,
    open: box.open,
    isCurrent: box.isCurrent,
    hash: (text, purpose) => box.hash(text, `identity ${purpose}`),
    sameHash: (one, other) => one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other)),
  };
};
