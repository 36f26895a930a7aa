import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX = 'crt_';
const RANDOM_BYTES = 20;
const CHECKSUM_BYTES = 8;

export type CartIds = { create(): string; isGenuine(cartId: string): boolean };

/** 160 random bits and a keyed checksum: nothing is stored for a new cart, and a made-up id is told from a real one without a look-up. */
export const cartIds = (key: Buffer): CartIds => {
  const checksumOf = (random: Buffer): Buffer =>
    createHmac('sha256', key).update('cart\n').update(random).digest().subarray(0, CHECKSUM_BYTES);
  return {
    create: () => {
      const random = randomBytes(RANDOM_BYTES);
      return `${PREFIX}${Buffer.concat([random, checksumOf(random)]).toString('hex')}`;
    },
    isGenuine: (cartId) => {
      if (!/^crt_[0-9a-f]{56}$/.test(cartId)) return false;
      const bytes = Buffer.from(cartId.slice(PREFIX.length), 'hex');
      return timingSafeEqual(bytes.subarray(RANDOM_BYTES), checksumOf(bytes.subarray(0, RANDOM_BYTES)));
    },
  };
};
