/** Tax that a seller adds to its prices; read by `taxBasisPointsAt` only. */
export type TaxRow = { readonly validFrom: string; readonly legalBasis: string; readonly basisPoints: number };

export const taxRows: readonly TaxRow[] = [
  {
    validFrom: '2025-01-01',
    legalBasis: 'UU PPN art. 3A; PMK 197/2013: sellers below Rp4.8 billion a year are not PKP and charge no PPN; no seller is PKP yet',
    basisPoints: 0,
  },
];
