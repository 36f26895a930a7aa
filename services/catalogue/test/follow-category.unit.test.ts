import { ok } from '@wadah/kit';
import { followCategory } from '../src/app/follow-category.ts';
import type { CategoryTree, Listings } from '../src/app/ports.ts';
import type { CategoryData } from '../src/domain/category.ts';
import type { Listing } from '../src/domain/listing.ts';
import { at, category, listingIn } from './support/examples.ts';

const { status: _status, ...data } = category as CategoryData & { readonly status: 'open' };

test('a category that moves again while its listings follow takes them all to where it is last', async () => {
  let agencyId = 'agy_2';
  const stored = new Map<string, Listing>(['lst_1', 'lst_2', 'lst_3'].map((id) => [id, listingIn('submitted', { listingId: id })]));
  const tree: CategoryTree = { forget: () => undefined, read: () => Promise.resolve(new Map([['cat_1', { ...data, agencyId }]])) };
  const behind = (_categoryId: string, to: string) =>
    Promise.resolve([...stored].flatMap(([id, listing]) => ('agencyId' in listing && listing.agencyId !== to ? [id] : [])).slice(0, 1));
  const updateVersioned: Listings['updateVersioned'] = (id, decide) => {
    const decided = decide(stored.get(id) ?? { status: 'absent' });
    const to = decided.ok && decided.value[0]?.type === 'AgencyFollowed' ? decided.value[0].agencyId : agencyId;
    stored.set(id, listingIn('submitted', { listingId: id, agencyId: to }));
    agencyId = 'agy_3';
    return Promise.resolve(ok({ state: stored.get(id) ?? { status: 'absent' }, version: 2 }));
  };
  const listings = { updateVersioned } as unknown as Listings;
  await followCategory({ tree, listings, copies: { behind }, cards: { rename: () => Promise.resolve() }, now: () => at })('cat_1');
  expect([...stored.values()].map((listing) => 'agencyId' in listing && listing.agencyId)).toEqual(['agy_3', 'agy_3', 'agy_3']);
});
