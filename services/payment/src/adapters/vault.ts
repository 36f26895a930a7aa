import type { CryptoBox, SealedText } from '@wadah/service';
import type { Vault } from '../app/ports.ts';
import type { SealedNumber } from '../domain/refund.ts';

const shownDigits = 4;

/** Only the last digits are shown, enough for the buyer to recognise the number. */
const masked = (plain: string): string => `${'•'.repeat(Math.max(0, plain.length - shownDigits))}${plain.slice(-shownDigits)}`;

/** A number sealed for one refund does not open for another. */
const contextOf = (refundId: string): string => `${refundId}:account`;

/** The domain carries the sealed text without knowing what it is; nobody but this vault makes it. */
const textOf = ({ sealed }: SealedNumber): SealedText => sealed as SealedText;

export const vault = (box: CryptoBox): Vault => {
  const seal: Vault['seal'] = (plain, refundId) => ({ masked: masked(plain), sealed: box.seal(plain, contextOf(refundId)) });
  const open: Vault['open'] = (number, refundId) => box.open(textOf(number), contextOf(refundId));
  return {
    seal,
    open,
    reseal: (number, refundId) => (box.isCurrent(textOf(number)) ? number : seal(open(number, refundId), refundId)),
  };
};
