import type { ListingData, VariantData } from './banten.ts';
import { DemoFailure } from './api.ts';
import type { Places, Seeding } from './seeding.ts';
import type { SeededSeller } from './seed-sellers.ts';

type Own = { readonly listingId: string; readonly title: string; readonly status: string };

const dayInJakarta = (daysAhead: number): string =>
  new Date(Date.now() + 7 * 3_600_000 + daysAhead * 86_400_000).toISOString().slice(0, 10);

const variantBody = ({ daysAhead, ...variant }: VariantData): Record<string, unknown> => ({
  ...variant,
  ...(daysAhead === undefined ? {} : { serviceDate: dayInJakarta(daysAhead) }),
});

const ownListings = async (seeding: Seeding, seller: SeededSeller): Promise<ReadonlyMap<string, Own>> => {
  const listed = await seeding.api.call<{ items: readonly Own[] }>(`GET /v1/sellers/${seller.sellerId}/listings?limit=100`, {
    token: seller.token,
  });
  return new Map(listed.body.items.map((listing) => [listing.title, listing]));
};

const create = async (seeding: Seeding, data: ListingData, seller: SeededSeller & { readonly categoryId: string }): Promise<Own> => {
  const { kind, title, description, variants } = data;
  const body = { sellerId: seller.sellerId, kind, categoryId: seller.categoryId, title, description, variants: variants.map(variantBody) };
  const made = await seeding.api.call<Own>('POST /v1/listings', { token: seller.token, body });
  return { ...made.body, title };
};

/** The verification travels by an event, so catalogue may hear of it a moment later. */
const submit = (seeding: Seeding, listingId: string, seller: SeededSeller): Promise<boolean> =>
  seeding.eventually(`catalogue to know that ${seller.sellerId} is verified`, async () => {
    const answer = await seeding.api.call(`POST /v1/listings/${listingId}/submission`, { token: seller.token, accept: [409] });
    return answer.status === 409 ? undefined : true;
  });

const review = async (seeding: Seeding, listingId: string, curator: string): Promise<void> => {
  const read = await seeding.api.call(`GET /v1/curation/listings/${listingId}`, { token: curator });
  await seeding.api.call(`POST /v1/listings/${listingId}/review`, {
    token: curator,
    headers: { 'if-match': read.etag ?? '' },
    body: { decision: 'approve', note: 'Layak tayang.' },
  });
};

/** Brings each listing of one seller to `published`, from whatever state an earlier run left it in. */
export const seedListings = async (
  seeding: Seeding,
  seller: SeededSeller,
  work: { readonly listings: readonly ListingData[]; readonly places: Places },
): Promise<void> => {
  const own = await ownListings(seeding, seller);
  for (const data of work.listings) {
    const agency = seeding.banten.categories.find((category) => category.code === data.category)?.agency ?? '';
    const curator = work.places.curators.get(agency);
    const categoryId = work.places.categories.get(data.category);
    if (curator === undefined || categoryId === undefined) throw new DemoFailure(`No curator or category for ${data.title}.`);
    const listing = own.get(data.title) ?? (await create(seeding, data, { ...seller, categoryId }));
    if (listing.status === 'draft') await submit(seeding, listing.listingId, seller);
    if (listing.status === 'draft' || listing.status === 'submitted') await review(seeding, listing.listingId, curator);
    seeding.progress.step('listing');
  }
};
