import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/** A text under AES-256-GCM, with the id of its key beside it. */
export type SealedText = { readonly keyId: string; readonly iv: string; readonly tag: string; readonly text: string };

export type CryptoBox = {
  /** `context` is bound to the text: a sealed NIK moved to another person's field does not open. */
  seal(text: string, context: string): SealedText;
  /** @throws when key, context or text is not the one that was sealed. */
  open(sealed: SealedText, context: string): string;
  /** Whether it is sealed with the present key, so that the older ones are not needed for it. */
  isCurrent(sealed: SealedText): boolean;
  /** A keyed hash for equality: the same text of the same purpose gives the same hash, and nobody without the key can try texts. */
  hash(text: string, purpose: string): string;
};

export type CryptoBoxOptions = {
  /** 32 bytes; seals from now on. */
  readonly dataKey: Buffer;
  /** Still open what they sealed before. */
  readonly oldDataKeys?: readonly Buffer[];
  /** 32 bytes. */
  readonly hashKey: Buffer;
};

const IV_BYTES = 12;

/** Tells keys apart without telling anything about them. */
const keyIdOf = (key: Buffer): string => Buffer.from(hkdfSync('sha256', key, '', 'wadah data key id', 6)).toString('hex');

const purposeKey = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', `wadah hash ${purpose}`, 32));

/** Personal numbers, addresses and codes at rest (architecture §6): AES-256-GCM, NIST SP 800-38D, with a fresh 96-bit IV each time. */
export const cryptoBox = ({ dataKey, oldDataKeys = [], hashKey }: CryptoBoxOptions): CryptoBox => {
  const keyId = keyIdOf(dataKey);
  const keys = new Map([...oldDataKeys, dataKey].map((key) => [keyIdOf(key), key]));
  const hashKeys = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const known = hashKeys.get(purpose) ?? purposeKey(hashKey, purpose);
    hashKeys.set(purpose, known);
    return known;
  };
  return {
    seal: (text, context) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', dataKey, iv).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return { keyId, iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: sealed.toString('base64') };
    },
    open: (sealed, context) => {
      const key = keys.get(sealed.keyId);
      if (key === undefined) throw new Error(`No data key ${sealed.keyId}.`);
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64'), { authTagLength: 16 });
      decipher.setAAD(Buffer.from(context)).setAuthTag(Buffer.from(sealed.tag, 'base64'));
      return Buffer.concat([decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]).toString('utf8');
    },
    isCurrent: (sealed) => sealed.keyId === keyId,
    hash: (text, purpose) => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url'),
  };
};
