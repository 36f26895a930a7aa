import { createPrivateKey, createPublicKey, generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { JwksSource } from '@wadah/http';
import type { Now } from '@wadah/kit';
import type { Logger } from '@wadah/messaging';
import type { Vault } from '../../app/ports.ts';
import { nextKeyDue, publishedKeysAt, signingKeyAt, type KeyTimes } from '../../domain/signing-keys.ts';
import type { SigningKey, SigningKeys } from '../mongo/signing-key.store.ts';

export type PublicJwk = {
  readonly kty: string;
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
};

export type KeyRing = {
  signing(): { readonly kid: string; readonly key: KeyObject };
  published(): readonly PublicJwk[];
  readonly source: JwksSource;
  /** Reads the keys that other replicas made, makes the next one when it is due, and drops what nobody needs. */
  renew(): Promise<void>;
  stop(): Promise<void>;
};

export type KeyRingOptions = {
  readonly keys: SigningKeys;
  readonly vault: Vault;
  readonly now: Now;
  readonly logger: Logger;
  readonly renewMs?: number;
};

type Loaded = SigningKey & { readonly secret: KeyObject; readonly open: KeyObject };

const RENEW_MS = 60_000;

export const contextOf = (kid: string): string => `signing-key ${kid}`;

export const newKey = async (vault: Vault, times: KeyTimes): Promise<SigningKey> => {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  const { kty = 'RSA', n = '', e = '' } = publicKey.export({ format: 'jwk' });
  const text = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { ...times, kid, publicJwk: { kty, n, e }, privateKey: vault.seal(text, contextOf(kid)) };
};

/** The keys of access tokens, in the database sealed and here opened. `renew` must have run once before the first use. */
export const keyRing = ({ keys, vault, now, logger, renewMs = RENEW_MS }: KeyRingOptions): KeyRing => {
  let loaded: readonly Loaded[] = [];

  const read = async (): Promise<void> => {
    const known = new Map(loaded.map((key) => [key.kid, key]));
    loaded = (await keys.all()).map((key) => {
      const secret = () => createPrivateKey(vault.open(key.privateKey, contextOf(key.kid)));
      return known.get(key.kid) ?? { ...key, secret: secret(), open: createPublicKey({ key: { ...key.publicJwk }, format: 'jwk' }) };
    });
  };
  const renew = async (): Promise<void> => {
    await read();
    const due = nextKeyDue(loaded, now());
    if (due !== undefined) {
      await keys.add(await newKey(vault, due));
      await read();
    }
    const published = publishedKeysAt(loaded, now());
    for (const key of loaded) if (!published.includes(key)) await keys.remove(key.generation);
  };
  const timer = setInterval(() => {
    renew().catch((error: unknown) => logger.warn({ err: error }, 'The signing keys could not be renewed'));
  }, renewMs);

  return {
    renew,
    stop: async () => clearInterval(timer),
    signing: () => {
      const key = signingKeyAt(loaded, now());
      if (key === undefined) throw new Error('There is no signing key yet.');
      return { kid: key.kid, key: key.secret };
    },
    published: () => publishedKeysAt(loaded, now()).map(({ kid, publicJwk }) => ({ ...publicJwk, kid, alg: 'RS256', use: 'sig' })),
    source: {
      keyFor: async (kid) => {
        const key = loaded.find((candidate) => candidate.kid === kid);
        if (key === undefined) await read();
        return (key ?? loaded.find((candidate) => candidate.kid === kid))?.open;
      },
    },
  };
};
