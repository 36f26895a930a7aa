import { sellerProfileChangedV1, sellerReinstatedV1, sellerSuspendedV1, sellerVerifiedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { ProjectionStore } from '@wadah/mongo';
import type { DeliveryOffer } from '../../domain/sellable.ts';
import type { DeliveryMethod } from '../../domain/seller-order.ts';
import type { SellerRow } from '../mongo/market.projection.ts';

type SellerData = {
  readonly name: string;
  readonly deliveryMethods: readonly {
    readonly method: DeliveryMethod | 'other';
    readonly priceRupiah: number;
    readonly regencies?: readonly string[] | undefined;
  }[];
};

const toOffers = (methods: SellerData['deliveryMethods']): readonly DeliveryOffer[] =>
  methods.flatMap(({ method, priceRupiah, regencies }) =>
    method === 'other' ? [] : [{ method, priceRupiah, ...(regencies === undefined ? {} : { regencies }) }],
  );

const profile = ({ name, deliveryMethods }: SellerData) => ({ name, deliveryOffers: toOffers(deliveryMethods) });

export const sellerConsumers = (rows: ProjectionStore<SellerRow>): readonly Consumer[] => [
  consumer([sellerVerifiedV1, sellerReinstatedV1], async (event) => {
    await rows.take(event.data.sellerId, event, { set: { ...profile(event.data), isSelling: true } });
  }),
  consumer(sellerProfileChangedV1, async (event) => {
    await rows.take(event.data.sellerId, event, { set: profile(event.data) });
  }),
  consumer(sellerSuspendedV1, async (event) => {
    await rows.take(event.data.sellerId, event, { set: { isSelling: false } });
  }),
];
