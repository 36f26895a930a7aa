import { listingChangedV1, listingPublishedV1, listingUnpublishedV1, stockRepricedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { ProjectionStore } from '@wadah/mongo';
import type { ListingRow, VariantRow } from '../mongo/market.projection.ts';
import type { ListingKind } from '../../domain/seller-order.ts';

type ListingData = {
  readonly sellerId: string;
  readonly kind: ListingKind | 'other';
  readonly title: string;
  readonly variants: readonly (Omit<VariantRow, 'weightGrams' | 'serviceDate'> & {
    readonly weightGrams?: number | undefined;
    readonly serviceDate?: string | undefined;
  })[];
};

const toVariant = ({ variantId, sku, name, priceRupiah, weightGrams, serviceDate }: ListingData['variants'][number]): VariantRow => ({
  variantId,
  sku,
  name,
  priceRupiah,
  ...(weightGrams === undefined ? {} : { weightGrams }),
  ...(serviceDate === undefined ? {} : { serviceDate }),
});

/** A kind of a later release can't be handed over by this one, so its listings can't be bought here. */
const change = ({ sellerId, kind, title, variants }: ListingData) => {
  const fields = { sellerId, title, variants: variants.map(toVariant), variantIds: variants.map(({ variantId }) => variantId) };
  return kind === 'other' ? { set: fields, unset: ['kind'] as const } : { set: { ...fields, kind } };
};

export const listingConsumers = (rows: ProjectionStore<ListingRow>): readonly Consumer[] => [
  consumer(listingPublishedV1, async (event) => {
    const { set, ...rest } = change(event.data);
    await rows.take(event.data.listingId, event, { set: { ...set, isPublished: true }, ...rest });
  }),
  consumer(listingChangedV1, async (event) => {
    await rows.take(event.data.listingId, event, change(event.data));
  }),
  consumer(listingUnpublishedV1, async (event) => {
    await rows.take(event.data.listingId, event, { set: { isPublished: false } });
  }),
  consumer(stockRepricedV1, async (event) => {
    const { listingId, variantId, newPriceRupiah } = event.data;
    await rows.take(listingId, event, { set: { [`repriced.${variantId}`]: newPriceRupiah } });
  }),
];
