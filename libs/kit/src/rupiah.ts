/** Money is whole rupiah in a JavaScript integer; 2^53 rupiah is far above any sum of a province. */
export type Rupiah = number;

/** @throws when the amount is not a safe integer: a fraction of a rupiah is a bug, never an input error. */
export const assertRupiah = (amount: number): Rupiah => {
  if (!Number.isSafeInteger(amount)) throw new Error(`Not a whole amount of rupiah: ${amount}`);
  return amount;
};

export const sumRupiah = (amounts: readonly Rupiah[]): Rupiah => amounts.reduce((sum, amount) => assertRupiah(sum + amount), 0);

/** A share in basis points (1 % = 100), rounded half up to the rupiah; the product stays exact through BigInt. */
export const shareOf = (amount: Rupiah, basisPoints: number): Rupiah => {
  const product = BigInt(assertRupiah(amount)) * BigInt(basisPoints);
  const sign = product < 0n ? -1n : 1n;
  return Number((sign * product + 5_000n) / 10_000n) * Number(sign);
};

/** Splits `total` by weights; each part is rounded down and the last part takes the rest, so the parts always add up. */
export const splitRupiah = (total: Rupiah, weights: readonly number[]): readonly Rupiah[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length === 0 || all <= 0) throw new Error('Nothing to split among.');
  const parts = weights.map((weight) => Number((BigInt(assertRupiah(total)) * BigInt(weight)) / BigInt(all)));
  const rest = total - sumRupiah(parts);
  return parts.map((part, index) => (index === parts.length - 1 ? part + rest : part));
};
