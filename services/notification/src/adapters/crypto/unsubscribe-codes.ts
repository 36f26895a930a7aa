import { createHmac, timingSafeEqual } from 'node:crypto';
import type { UnsubscribeCodes } from '../../app/ports.ts';
import { isOptional } from '../../domain/mail-kinds.ts';

const macBytes = 24;

/** `<account>.<kind>.<keyed checksum>`: nothing is stored for it, it lives as long as the mail lies in a mailbox, and opens nothing else. */
export const unsubscribeCodes = (key: Buffer): UnsubscribeCodes => {
  const macOf = (named: string): Buffer => createHmac('sha256', key).update(`unsubscribe\n${named}`).digest().subarray(0, macBytes);
  return {
    codeFor: (accountId, kind) => `${accountId}.${kind}.${macOf(`${accountId}.${kind}`).toString('base64url')}`,
    read: (code) => {
      const [accountId = '', kind = '', mac = '', ...rest] = code.split('.');
      const given = Buffer.from(mac, 'base64url');
      if (rest.length > 0 || given.length !== macBytes || !timingSafeEqual(given, macOf(`${accountId}.${kind}`))) return undefined;
      return isOptional(kind) ? { accountId, kind } : undefined;
    },
  };
};
