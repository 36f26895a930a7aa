import { jakartaDay, shareOf } from '@wadah/kit';

type TaxRow = { readonly validFrom: string; readonly basisPoints: number; readonly legalBasis: string };

/** Newest first. */
const rows: readonly TaxRow[] = [
  {
    validFrom: '2026-01-01',
    basisPoints: 0,
    legalBasis: 'No seller is a taxable entrepreneur (PKP) yet, so no PPN is charged, and nothing is withheld (UU 7/2021 HPP).',
  },
];

/** What is withheld from a seller for the tax office, by the row that is valid on its day. */
export const taxWithheldOn = (goodsRupiah: number, at: Date): number => {
  const row = rows.find(({ validFrom }) => validFrom <= jakartaDay(at));
  return row === undefined ? 0 : shareOf(goodsRupiah, row.basisPoints);
};
