import { randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { Secrets, Vault } from '../../app/ports.ts';
import { base32 } from './base32.ts';

const SECRET_CODE_BYTES = 20;
const SECRET_BYTES = 32;
const UUID_BYTES = 16;
const CHECKSUM_BYTES = 16;
const REFRESH_PREFIX = 'wr1.';

const uuidBytes = (sessionId: string): Buffer => Buffer.from(sessionId.replace('ses_', '').replaceAll('-', ''), 'hex');

const sessionIdOf = (bytes: Buffer): string => {
  const hex = bytes.toString('hex');
  return `ses_${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/**
 * A refresh token names its session and carries a keyed checksum: only a token that was made here can end a session as stolen, and not
 * whoever happens to know the session's id.
 */
export const secrets = (vault: Vault): Secrets => {
  const checksum = (body: Buffer): Buffer =>
    Buffer.from(vault.hash(`checksum ${body.toString('base64url')}`, 'refresh'), 'base64url').subarray(0, CHECKSUM_BYTES);
  const hashOf = (token: string): string => vault.hash(token, 'refresh');
  return {
    mailCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
    secretCode: () => base32(randomBytes(SECRET_CODE_BYTES)),
    clientSecret: () => randomBytes(SECRET_BYTES).toString('base64url'),
    refreshToken: (sessionId) => {
      const body = Buffer.concat([uuidBytes(sessionId), randomBytes(SECRET_BYTES)]);
      const token = `${REFRESH_PREFIX}${Buffer.concat([body, checksum(body)]).toString('base64url')}`;
      return { token, hash: hashOf(token) };
    },
    readRefreshToken: (token) => {
      const bytes = Buffer.from(token.startsWith(REFRESH_PREFIX) ? token.slice(REFRESH_PREFIX.length) : '', 'base64url');
      const bodyLength = UUID_BYTES + SECRET_BYTES;
      if (bytes.length !== bodyLength + CHECKSUM_BYTES) return undefined;
      const body = bytes.subarray(0, bodyLength);
      if (!timingSafeEqual(bytes.subarray(bodyLength), checksum(body))) return undefined;
      return { sessionId: sessionIdOf(body.subarray(0, UUID_BYTES)), hash: hashOf(token) };
    },
  };
};
