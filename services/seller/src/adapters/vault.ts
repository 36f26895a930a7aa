import type { CryptoBox } from '@wadah/service';
import type { Vault } from '../app/ports.ts';

const shownDigits = 4;

/** Only the last digits are shown, enough for the owner to recognise the number. */
const masked = (plain: string): string => `${'•'.repeat(Math.max(0, plain.length - shownDigits))}${plain.slice(-shownDigits)}`;

export const vault = (box: CryptoBox): Vault => ({
  seal: (plain, { sellerId, field }) => ({
    masked: masked(plain),
    hash: box.hash(plain, field),
    sealed: box.seal(plain, `${sellerId}:${field}`),
  }),
});
