import { uuidv7 } from '@wadah/kit';
import type { OutboxItem } from '@wadah/messaging';
import type { NewStock } from '../../app/ports.ts';
import type { Adjustment, Intake, Stock } from '../../domain/stock.ts';

export type StockDocument = {
  readonly _id: string;
  readonly version: number;
  readonly sequence: number;
  readonly schema: 1;
  /** Names the last write; absent in documents of before. */
  readonly writeId?: string;
  readonly listingId: string;
  readonly sellerId: string;
  readonly available: number;
  readonly held: Readonly<Record<string, number>>;
  readonly sold: number;
  readonly priceRupiah: number;
  readonly onSale: boolean;
  readonly onSaleSequence: number;
  readonly sellerOnSale: boolean;
  readonly sellerSequence: number;
  readonly serviceDate?: string;
  readonly restocks?: Readonly<Record<string, string>>;
  readonly adjustments?: Readonly<Record<string, Adjustment>>;
  readonly intake: Intake;
  readonly outbox?: OutboxItem[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

/** Belongs into every write of a stock document: it raises the version and names itself. */
export const raised = () => ({ inc: { version: 1 }, set: { writeId: uuidv7() } }) as const;

/** A failover may give the number of a version that was read to another write, so what was read is told by both. */
export const asRead = ({ _id, version, writeId }: Pick<StockDocument, '_id' | 'version' | 'writeId'>) => ({
  _id,
  version,
  ...(writeId === undefined ? {} : { writeId }),
});

export const toStock = ({ _id, restocks = {}, adjustments = {}, serviceDate, ...document }: StockDocument): Stock => ({
  variantId: _id,
  listingId: document.listingId,
  sellerId: document.sellerId,
  version: document.version,
  available: document.available,
  held: document.held,
  sold: document.sold,
  priceRupiah: document.priceRupiah,
  onSale: document.onSale,
  sellerOnSale: document.sellerOnSale,
  ...(serviceDate === undefined ? {} : { serviceDate }),
  restocks,
  adjustments,
});

export const toDocument = ({ variantId, stock, listingId, sellerId, priceRupiah, serviceDate }: NewStock, at: Date): StockDocument => ({
  _id: variantId,
  version: 1,
  sequence: 0,
  schema: 1,
  ...raised().set,
  listingId,
  sellerId,
  available: stock,
  held: {},
  sold: 0,
  priceRupiah,
  onSale: false,
  onSaleSequence: 0,
  sellerOnSale: false,
  sellerSequence: 0,
  ...(serviceDate === undefined ? {} : { serviceDate }),
  intake: { initial: stock, restocked: 0, adjusted: 0 },
  createdAt: at,
  updatedAt: at,
});
