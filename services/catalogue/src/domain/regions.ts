export type Region = { readonly code: string; readonly name: string; readonly kind: 'kabupaten' | 'kota'; readonly seat: string };

/** Codes as the Ministry of Home Affairs dots them; reference data as of this date, replaced by hand when a law changes a border or a name. */
export const regionsAsOf = '2025-01-01';

export const regions: readonly Region[] = [
  { code: '36.01', name: 'Kabupaten Pandeglang', kind: 'kabupaten', seat: 'Pandeglang' },
  { code: '36.02', name: 'Kabupaten Lebak', kind: 'kabupaten', seat: 'Rangkasbitung' },
  { code: '36.03', name: 'Kabupaten Tangerang', kind: 'kabupaten', seat: 'Tigaraksa' },
  { code: '36.04', name: 'Kabupaten Serang', kind: 'kabupaten', seat: 'Ciruas' },
  { code: '36.71', name: 'Kota Tangerang', kind: 'kota', seat: 'Tangerang' },
  { code: '36.72', name: 'Kota Cilegon', kind: 'kota', seat: 'Cilegon' },
  { code: '36.73', name: 'Kota Serang', kind: 'kota', seat: 'Serang' },
  { code: '36.74', name: 'Kota Tangerang Selatan', kind: 'kota', seat: 'Ciputat' },
];
