import type { CryptoBox, SealedText } from '@wadah/service';
import type { NumberPlace, Vault } from '../app/ports.ts';
import type { SealedNumber } from '../domain/seller.ts';

const shownDigits = 4;

/** Only the last digits are shown, enough for the owner to recognise the number. */
const masked = (plain: string): string => `${'•'.repeat(Math.max(0, plain.length - shownDigits))}${plain.slice(-shownDigits)}`;

const contextOf = ({ sellerId, field }: NumberPlace): string => `${sellerId}:${field}`;

/** The domain carries the sealed text without knowing what it is; nobody but this vault makes it. */
const textOf = ({ sealed }: SealedNumber): SealedText => sealed as SealedText;

export const vault = (box: CryptoBox): Vault => ({
  seal: (plain, place) => ({ masked: masked(plain), hash: box.hash(plain, place.field), sealed: box.seal(plain, contextOf(place)) }),
  open: (number, place) => box.open(textOf(number), contextOf(place)),
  reseal: (number, place) =>
    box.isCurrent(textOf(number)) ? number : { ...number, sealed: box.seal(box.open(textOf(number), contextOf(place)), contextOf(place)) },
});
