import {
  agencyChangedV1,
  agencyCreatedV1,
  categoryChangedV1,
  categoryCreatedV1,
  listingChangedV1,
  listingPublishedV1,
  listingUnpublishedV1,
  sellerProfileChangedV1,
  sellerReinstatedV1,
  sellerSuspendedV1,
  sellerVerifiedV1,
  stockAdjustedV1,
  stockRepricedV1,
} from '@wadah/contracts';
import { consumer, type Consumer, type Delivered } from '@wadah/messaging';
import type { Now } from '@wadah/kit';
import { AGENCIES, ALL_LISTINGS, CATEGORIES, listingTag, SEARCH, SELLERS, sellerTag, SELLING, type Tag } from '../../domain/cached-page.ts';
import { PAGE_MS_MAX } from '../redis/shared-pages.ts';

export type PurgeConsumerOptions = { readonly purge: (tags: readonly Tag[]) => Promise<void>; readonly now: Now };

/**
 * What makes a kept page untrue. Reservations name no listing and change only how many are left; a page is right about those within its five
 * seconds, and an order asks the stock itself.
 */
export const purgeConsumers = ({ purge, now }: PurgeConsumerOptions): Consumer[] => {
  const drop = async (event: Delivered<unknown>, tags: readonly Tag[]): Promise<void> => {
    // No page is as old as that.
    if (event.time.getTime() + PAGE_MS_MAX < now().getTime()) return;
    await purge(tags);
  };
  const name = 'purges';
  return [
    consumer(
      [listingPublishedV1, listingChangedV1, listingUnpublishedV1, stockRepricedV1],
      (event) => drop(event, [listingTag(event.data.listingId), SEARCH]),
      { name },
    ),
    consumer(stockAdjustedV1, (event) => drop(event, [listingTag(event.data.listingId)]), { name }),
    consumer(
      [sellerVerifiedV1, sellerSuspendedV1, sellerReinstatedV1],
      (event) => drop(event, [sellerTag(event.data.sellerId), SELLERS, SELLING]),
      { name },
    ),
    consumer(sellerProfileChangedV1, (event) => drop(event, [sellerTag(event.data.sellerId), SELLERS, ALL_LISTINGS]), { name }),
    consumer([categoryCreatedV1, categoryChangedV1], (event) => drop(event, [CATEGORIES, ALL_LISTINGS]), { name }),
    consumer([agencyCreatedV1, agencyChangedV1], (event) => drop(event, [AGENCIES]), { name }),
  ];
};
