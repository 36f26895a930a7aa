/** Each bank's virtual accounts start with five digits of their own, so a number names its bank and no two banks share one. */
export const virtualAccountPrefixes = {
  bca: '12345',
  bni: '98812',
  bri: '26215',
  cimb: '51490',
  permata: '85080',
  bsi: '90012',
  banten: '13700',
  bjb: '11012',
  btn: '95012',
  danamon: '79152',
} as const;

export type Bank = keyof typeof virtualAccountPrefixes;

export const banks = Object.keys(virtualAccountPrefixes) as [Bank, ...Bank[]];

const suffixDigits = 11;

/** Sixteen digits; `suffix` is what the merchant asked for or a random number. */
export const virtualAccountNumber = (bank: Bank, suffix: string): string =>
  virtualAccountPrefixes[bank] + suffix.padStart(suffixDigits, '0').slice(-suffixDigits);
