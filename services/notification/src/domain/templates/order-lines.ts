import { list, type Block } from '../content.ts';
import { rupiahText, type Locale } from '../format.ts';
import type { Details, OrderLine } from './template.ts';

const line = ({ title, variantName, quantity, unitPriceRupiah }: OrderLine, locale: Locale): string =>
  `${quantity} × ${title}${variantName === '' ? '' : ` (${variantName})`}, ${rupiahText(unitPriceRupiah, locale)}`;

/** What was bought; a seller's mail shows that seller's part alone. */
export const linesOf = ({ order }: Details, locale: Locale, sellerId?: string): readonly Block[] => {
  const lines = (order?.lines ?? []).filter((each) => sellerId === undefined || each.sellerId === sellerId);
  return lines.length === 0 ? [] : [list(lines.map((each) => line(each, locale)))];
};

export const sellerNameOf = ({ order }: Details, sellerOrderId: string): string | undefined =>
  order?.sellerOrders.find((part) => part.sellerOrderId === sellerOrderId)?.sellerName;

/** The way into the web shop; codes ride behind the hash, so that no server logs them. */
export const pageOf = ({ publicUrl }: Details, path: string): string => `${publicUrl}${path}`;
