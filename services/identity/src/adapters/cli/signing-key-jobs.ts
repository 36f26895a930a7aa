import type { Vault } from '../../app/ports.ts';
import { rotationAt } from '../../domain/signing-keys.ts';
import { contextOf, newKey } from '../crypto/key-ring.ts';
import type { SigningKeys } from '../mongo/signing-key.store.ts';

/** Publishes another key now; it signs ten minutes later, and its forerunner goes an hour after that. False while one is under way already. */
export const rotateSigningKey = async (
  keys: SigningKeys,
  { vault, at }: { readonly vault: Vault; readonly at: Date },
): Promise<boolean> => {
  const due = rotationAt(await keys.all(), at);
  return due === undefined ? false : keys.add(await newKey(vault, due));
};

/** Private halves under the data key that seals now. */
export const resealSigningKeys = async (keys: SigningKeys, vault: Vault): Promise<number> => {
  const old = (await keys.all()).filter(({ privateKey }) => !vault.isCurrent(privateKey));
  for (const { generation, kid, privateKey } of old) {
    const context = contextOf(kid);
    await keys.reseal(generation, vault.seal(vault.open(privateKey, context), context));
  }
  return old.length;
};
