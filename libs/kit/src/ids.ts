import { createHash, randomFillSync } from 'node:crypto';

const hyphenate = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;

const stamp = (bytes: Buffer, version: number): string => {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return hyphenate(bytes.toString('hex'));
};

const ID_BYTES = 16;
const pool = Buffer.alloc(256 * ID_BYTES);
let taken = pool.length;

/** Random bytes that nobody had before. Asking the system for them costs more than all else of an id, so they are had for many at once. */
const freshBytes = (): Buffer => {
  if (taken === pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += ID_BYTES;
  return pool.subarray(taken - ID_BYTES, taken);
};

/** A time-ordered random UUID, version 7 (RFC 9562 §5.7); `at` gives its first 48 bits in milliseconds. */
export const uuidv7 = (at: Date = new Date()): string => {
  const bytes = freshBytes();
  bytes.writeUIntBE(at.getTime(), 0, 6);
  return stamp(bytes, 7);
};

/** A new prefixed id, as `ord_0198c5…`. */
export const newId = (prefix: string, at?: Date): string => `${prefix}_${uuidv7(at)}`;

/** The same uuid under another prefix: what a consumer makes has an id derived from its cause, so making it twice is a duplicate key. */
export const idLike = (prefix: string, id: string): string => {
  const uuid = id.slice(id.indexOf('_') + 1);
  if (id.indexOf('_') < 1 || uuid === '') throw new Error(`Not a prefixed id: ${id}`);
  return `${prefix}_${uuid}`;
};

/** An id fixed by its causes: the same parts always give the same id (UUID version 8 over SHA-256, RFC 9562 §5.8). */
export const derivedId = (prefix: string, ...causes: readonly string[]): string => {
  const digest = createHash('sha256').update(JSON.stringify(causes)).digest().subarray(0, 16);
  return `${prefix}_${stamp(Buffer.from(digest), 8)}`;
};
