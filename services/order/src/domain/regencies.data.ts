/** The regencies and cities that the platform serves; codes of the Ministry of Home Affairs. */
export type RegencyList = { readonly validFrom: string; readonly legalBasis: string; readonly codes: readonly string[] };

export const regencyLists: readonly RegencyList[] = [
  {
    validFrom: '2025-01-01',
    legalBasis: 'Kepmendagri 300.2.2-2138 of 2025 on codes of administrative regions: province 36, Banten',
    codes: ['36.01', '36.02', '36.03', '36.04', '36.71', '36.72', '36.73', '36.74'],
  },
];
