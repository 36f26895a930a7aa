import { createHmac, timingSafeEqual } from 'node:crypto';
import { ok, reject, type Result } from '@wadah/kit';
import { canonical } from './canonical.ts';

/** Where a page ended: the sort keys of its last item. */
export type CursorPosition = readonly (string | number | null)[];

/** What a cursor belongs to; of another list, filter, order or caller it is refused. */
export type CursorScope = { readonly operation: string; readonly filters: unknown; readonly caller: string };

export type CursorCodec = {
  encode(scope: CursorScope, position: CursorPosition): string;
  /** 400 `cursor-invalid` unless this very scope made it. */
  decode(scope: CursorScope, cursor: string): Result<CursorPosition>;
};

const CHECKSUM_BYTES = 12;

const invalid = (): Result<never> =>
  reject('invalid', 'cursor-invalid', 'This cursor was not made by this list with these filters for this caller.');

const isPosition = (value: unknown): value is CursorPosition =>
  Array.isArray(value) && value.every((part) => part === null || typeof part === 'string' || typeof part === 'number');

/** Opaque cursors under a keyed checksum: base64url of the position, a dot, and an HMAC over position and scope. */
export const cursorCodec = ({ key }: { readonly key: string | Buffer }): CursorCodec => {
  const checksum = (scope: CursorScope, payload: string): string =>
    createHmac('sha256', key)
      .update(`cursor\n${canonical(scope)}\n${payload}`)
      .digest()
      .subarray(0, CHECKSUM_BYTES)
      .toString('base64url');
  /** As text, for the decoder of base64 overlooks letters that don't belong there. */
  const isSame = (given: string, expected: string): boolean =>
    Buffer.byteLength(given) === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected));
  return {
    encode: (scope, position) => {
      const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
      return `${payload}.${checksum(scope, payload)}`;
    },
    decode: (scope, cursor) => {
      const [payload = '', given = '', ...rest] = cursor.split('.');
      if (rest.length > 0 || !isSame(given, checksum(scope, payload))) return invalid();
      const position: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
      return isPosition(position) ? ok(position) : invalid();
    },
  };
};
