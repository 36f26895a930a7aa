/** Rupiah as the provider writes it: a string with two decimals that are always zero. */
export const toWireAmount = (rupiah: number): string => `${rupiah}.00`;
