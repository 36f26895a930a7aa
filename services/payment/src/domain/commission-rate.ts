import { jakartaDay, shareOf } from '@wadah/kit';

type CommissionRow = { readonly validFrom: string; readonly basisPoints: number; readonly legalBasis: string };

/** Newest first. */
const rows: readonly CommissionRow[] = [
  { validFrom: '2026-01-01', basisPoints: 500, legalBasis: 'Terms of service of the platform, seller part, article on commission.' },
];

/** The platform's share of a seller order's goods, by the row that is valid on its day; shipping is passed on whole. */
export const commissionOn = (goodsRupiah: number, at: Date): number => {
  const row = rows.find(({ validFrom }) => validFrom <= jakartaDay(at));
  return row === undefined ? 0 : shareOf(goodsRupiah, row.basisPoints);
};
