import type { Found, Invariant } from '../found.ts';
import { told, type Told } from '../told.ts';
import { differences, replay } from './copies-equal-replay.ts';

const factsOf = ({ sellerId, title, kind, variants }: Told['data']) => ({
  sellerId,
  title,
  ...(kind === 'other' ? {} : { kind }),
  variantIds: variants.map(({ variantId }: { variantId: string }) => variantId),
});

const changeOf = ({ type, data }: Told & { readonly type: string }) => {
  if (type === 'listing.unpublished.v1') return { isPublished: false };
  return type === 'listing.published.v1' ? { ...factsOf(data), isPublished: true } : factsOf(data);
};

/** The stock's own word on prices, by listing. */
const repricedIn = (found: Found) => {
  const byListing = Map.groupBy(told(found, ['stock.repriced.v1']), ({ data }): string => data.listingId);
  const pricesOf = (events: readonly Told[]) => Object.fromEntries(events.map(({ data }) => [data.variantId, data.newPriceRupiah]));
  return [...byListing].map(([listingId, events]) => [listingId, { repriced: pricesOf(events) }] as const);
};

export const listingsEqualReplay: Invariant = {
  rule: 'the copies of listings equal a replay of catalogue’s events',
  broken: (found) => {
    const events = told(found, ['listing.published.v1', 'listing.changed.v1', 'listing.unpublished.v1']);
    const changes = [...events.map((event) => [event.subject, changeOf(event)] as const), ...repricedIn(found)];
    const replayed = replay(changes, (change) => change);
    return found.listings.flatMap((copy) => differences(copy, replayed));
  },
};
