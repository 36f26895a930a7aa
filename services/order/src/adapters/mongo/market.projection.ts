import { batched, projectionStore, type Mongo, type ProjectionDocument } from '@wadah/mongo';
import type { Market } from '../../app/ports.ts';
import type { DeliveryOffer, Sellable, SellerProfile } from '../../domain/sellable.ts';
import type { ListingKind } from '../../domain/seller-order.ts';
import { LISTINGS, SELLERS } from './market.index.ts';

export type VariantRow = {
  readonly variantId: string;
  readonly sku: string;
  readonly name: string;
  readonly priceRupiah: number;
  readonly weightGrams?: number;
  readonly serviceDate?: string;
};

export type ListingRow = {
  readonly sellerId: string;
  /** Absent where this release does not know the kind. */
  readonly kind?: ListingKind;
  readonly title: string;
  readonly variants: readonly VariantRow[];
  readonly variantIds: readonly string[];
  readonly isPublished: boolean;
  /** Prices that the stock itself has told; they precede the listing's copy. */
  readonly repriced: Readonly<Record<string, number>>;
  readonly [price: `repriced.${string}`]: number;
};

export type SellerRow = { readonly name: string; readonly isSelling: boolean; readonly deliveryOffers: readonly DeliveryOffer[] };

export const listingRows = (mongo: Mongo) => projectionStore<ListingRow>({ mongo, collection: LISTINGS });

export const sellerRows = (mongo: Mongo) => projectionStore<SellerRow>({ mongo, collection: SELLERS });

/** Events come in any order between aggregates, so any field of a row may still be missing. */
const toSellable = (row: Partial<ListingRow> & { readonly _id: string }, variant: VariantRow): Sellable[] =>
  row.kind === undefined || row.sellerId === undefined
    ? []
    : [
        {
          variantId: variant.variantId,
          listingId: row._id,
          sellerId: row.sellerId,
          title: row.title ?? '',
          variantName: variant.name,
          sku: variant.sku,
          kind: row.kind,
          priceRupiah: row.repriced?.[variant.variantId] ?? variant.priceRupiah,
          onSale: row.isPublished === true,
          ...(variant.weightGrams === undefined ? {} : { weightGrams: variant.weightGrams }),
          ...(variant.serviceDate === undefined ? {} : { serviceDate: variant.serviceDate }),
        },
      ];

const toProfile = (row: ProjectionDocument<Partial<SellerRow>>): SellerProfile => ({
  sellerId: row._id,
  name: row.name ?? '',
  isSelling: row.isSelling === true,
  deliveryOffers: row.deliveryOffers ?? [],
});

const byKey =
  <T>(read: (key: string) => Promise<T | undefined>) =>
  async (keys: readonly string[]): Promise<ReadonlyMap<string, T>> => {
    const found = await Promise.all(keys.map(async (key) => [key, await read(key)] as const));
    return new Map(found.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])));
  };

/** Each read goes to the database together with those of other requests. */
export const market = (mongo: Mongo): Market => {
  const listings = listingRows(mongo);
  const sellers = sellerRows(mongo);
  const variantOf = batched(async (variantIds) => {
    const rows = await listings.find({ variantIds: { $in: [...variantIds] } }, { limit: variantIds.length });
    const wanted = new Set(variantIds);
    const found = rows.flatMap((row) =>
      row.variants.filter(({ variantId }) => wanted.has(variantId)).flatMap((one) => toSellable(row, one)),
    );
    return new Map(found.map((sellable) => [sellable.variantId, sellable]));
  });
  const sellerOf = batched(async (sellerIds) => {
    const rows = await sellers.find({ _id: { $in: [...sellerIds] } }, { limit: sellerIds.length });
    return new Map(rows.map((row) => [row._id, toProfile(row)]));
  });
  return { variants: byKey(variantOf), sellers: byKey(sellerOf) };
};
