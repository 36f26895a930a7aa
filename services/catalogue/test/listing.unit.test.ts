import { ok } from '@wadah/kit';
import { asCurator, asSeller, notOwnCase } from '../src/domain/access.ts';
import { decideDeleteListing, decideDraftListing, decideEditListing, placeIn } from '../src/domain/edit-listing.ts';
import { decideFollowAgency } from '../src/domain/follow-agency.ts';
import { decideFollowPrice } from '../src/domain/follow-price.ts';
import { evolveListing, factsOf, type Listing, type ListingEvent, type Review } from '../src/domain/listing.ts';
import { decideReviewListing } from '../src/domain/review-listing.ts';
import { decideSubmitListing, decideWithdrawListing } from '../src/domain/submit-listing.ts';
import { absent, approval, at, callerWith, category, content, deleted, listingIn, names, refusal } from './support/examples.ts';

const submitted = { ok: true, value: [{ type: 'ListingSubmitted', ...names, at }] };

test.each<[string, Listing, unknown]>([
  ['a draft is submitted', listingIn('draft'), submitted],
  ['a returned listing is submitted again', listingIn('returned'), submitted],
  ['an unpublished listing is submitted again', listingIn('unpublished'), submitted],
  ['a submitted listing stays submitted, silently', listingIn('submitted'), ok([])],
  ['a published listing is not submitted', listingIn('published'), refusal('listing-state')],
  ['a rejected listing is not submitted', listingIn('rejected'), refusal('listing-state')],
  ['a deleted draft is not found', deleted, refusal('listing-not-found')],
  ['a listing that never was is not found', absent, refusal('listing-not-found')],
  [
    'a tour whose every departure is over is not submitted',
    listingIn('draft', {
      kind: 'tour',
      variants: [{ variantId: 'var_1', sku: 'A', name: 'A', priceRupiah: 1, serviceDate: '2026-11-23' }],
    }),
    refusal('departures-over'),
  ],
])('submission: %s', (_rule, listing, expected) => expect(decideSubmitListing(listing, at)).toEqual(expected));

test.each<[string, Listing, unknown]>([
  ['a published listing leaves sale', listingIn('published'), { ok: true, value: [{ type: 'ListingUnpublished', ...names, at }] }],
  ['an unpublished one stays so, silently', listingIn('unpublished'), ok([])],
  ['a draft is not on sale', listingIn('draft'), refusal('listing-state')],
  ['a listing that never was is not found', absent, refusal('listing-not-found')],
])('withdrawal: %s', (_rule, listing, expected) => expect(decideWithdrawListing(listing, at)).toEqual(expected));

const returning = { ...approval, decision: 'return', note: 'Foto kurang jelas.' } as const;
const rejecting = { ...approval, decision: 'reject', reasons: [{ field: 'title', reason: 'Menyesatkan.' }] } as const;

test.each<[string, Listing, Review, unknown]>([
  [
    'approval publishes it with its facts',
    listingIn('submitted'),
    approval,
    { ok: true, value: [{ type: 'ListingPublished', facts: factsOf(listingIn('submitted')), review: approval, at }] },
  ],
  [
    'a note is reason enough to return it',
    listingIn('submitted'),
    returning,
    { ok: true, value: [{ type: 'ListingReturned', ...names, review: returning, at }] },
  ],
  [
    'a reason for a field is enough to reject it',
    listingIn('submitted'),
    rejecting,
    { ok: true, value: [{ type: 'ListingRejected', ...names, review: rejecting, at }] },
  ],
  ['nobody is refused without a word', listingIn('submitted'), { ...approval, decision: 'return' }, refusal('reason-required')],
  ['a published listing is decided', listingIn('published'), approval, refusal('already-decided')],
  ['a returned listing is decided', listingIn('returned'), approval, refusal('already-decided')],
  ['a rejected listing is decided', listingIn('rejected'), approval, refusal('already-decided')],
  ['a draft is nobody’s to decide', listingIn('draft'), approval, refusal('listing-state')],
  ['a withdrawn listing is nobody’s to decide', listingIn('unpublished'), approval, refusal('listing-state')],
])('review: %s', (_rule, listing, review, expected) =>
  expect(decideReviewListing(listing, { review, twoCurators: false })).toEqual(expected),
);

const otherCurator = { ...approval, curatorId: 'acc_8' };
const halfApproved = listingIn('submitted', { firstApproval: approval });

test.each<[string, Listing, Review, unknown]>([
  [
    'a first approval waits for the second curator',
    listingIn('submitted'),
    approval,
    { ok: true, value: [{ type: 'FirstApprovalGiven', ...names, review: approval, at }] },
  ],
  ['the first curator is not the second', halfApproved, approval, refusal('second-curator-needed')],
  [
    'a second curator publishes it',
    halfApproved,
    otherCurator,
    { ok: true, value: [{ type: 'ListingPublished', facts: factsOf(listingIn('submitted')), review: otherCurator, at }] },
  ],
  [
    'an approval from before the category moved is not one of this agency’s two',
    listingIn('submitted', { firstApproval: { ...approval, agencyId: 'agy_before' } }),
    { ...otherCurator, agencyId: 'agy_1' },
    { ok: true, value: [{ type: 'FirstApprovalGiven', ...names, review: { ...otherCurator, agencyId: 'agy_1' }, at }] },
  ],
  [
    'one curator returns it alone',
    halfApproved,
    returning,
    { ok: true, value: [{ type: 'ListingReturned', ...names, review: returning, at }] },
  ],
])('four eyes: %s', (_rule, listing, review, expected) =>
  expect(decideReviewListing(listing, { review, twoCurators: true })).toEqual(expected),
);

test('a first approval ends with the decision and with a new submission', () => {
  const returned = evolveListing(halfApproved, { type: 'ListingReturned', ...names, review: returning, at });
  expect('firstApproval' in returned).toBe(false);
  expect('firstApproval' in evolveListing(halfApproved, { type: 'ListingSubmitted', ...names, at })).toBe(false);
});

const moved = { categoryId: 'cat_1', agencyId: 'agy_2', at };

test.each<[string, Listing, unknown]>([
  ['a submitted listing follows silently', listingIn('submitted'), ok([{ type: 'AgencyFollowed', agencyId: 'agy_2', at }])],
  [
    'a published one tells it',
    listingIn('published'),
    ok([
      { type: 'AgencyFollowed', agencyId: 'agy_2', at },
      { type: 'ListingChanged', facts: factsOf(listingIn('published', { agencyId: 'agy_2' })), at },
    ]),
  ],
  ['one that has followed does nothing', listingIn('published', { agencyId: 'agy_2' }), ok([])],
  ['one of another category does nothing', listingIn('published', { categoryId: 'cat_2' }), ok([])],
  ['one that is deleted does nothing', deleted, ok([])],
])('a category that moves: %s', (_rule, listing, expected) => expect(decideFollowAgency(listing, moved)).toEqual(expected));

test.each<[Listing['status'], Listing, unknown]>([
  ['draft', listingIn('draft'), ok([{ type: 'ListingEdited', content, at }])],
  ['returned', listingIn('returned'), ok([{ type: 'ListingEdited', content, at }])],
  ['unpublished', listingIn('unpublished'), ok([{ type: 'ListingEdited', content, at }])],
  ['submitted', listingIn('submitted'), refusal('listing-not-editable')],
  ['published', listingIn('published'), refusal('listing-not-editable')],
  ['rejected', listingIn('rejected'), refusal('listing-not-editable')],
  ['deleted', deleted, refusal('listing-not-found')],
])('a %s listing is edited or not', (_status, listing, expected) => expect(decideEditListing(listing, { content, at })).toEqual(expected));

test.each<[string, Listing, unknown]>([
  ['a draft is deleted', listingIn('draft'), ok([{ type: 'ListingDeleted', at }])],
  ['a deleted one again, silently', deleted, ok([])],
  ['a submitted one is not', listingIn('submitted'), refusal('listing-state')],
  ['one that never was is not found', absent, refusal('listing-not-found')],
])('deletion: %s', (_rule, listing, expected) => expect(decideDeleteListing(listing, at)).toEqual(expected));

test('drafting under a claimed id twice drafts once', () => {
  const command = { ...content, listingId: 'lst_1', sellerId: 'sel_1', at };
  expect(decideDraftListing(absent, command)).toEqual(ok([{ type: 'ListingDrafted', ...command }]));
  expect(decideDraftListing(listingIn('draft'), command)).toEqual(ok([]));
});

test.each<[string, Parameters<typeof placeIn>, unknown]>([
  ['a category takes its kinds', [category, 'goods'], ok({ categoryId: 'cat_1', agencyId: 'agy_1' })],
  ['and no others', [category, 'tour'], refusal('kind-not-in-category')],
  ['an unknown category takes nothing', [absent, 'goods'], refusal('category-not-found')],
])('%s', (_rule, args, expected) => expect(placeIn(...args)).toEqual(expected));

const priced = { variantId: 'var_1', priceRupiah: 40_000, priceSequence: 2, at };
const followed = { type: 'PriceFollowed', ...priced };
const withNewPrice = (status: 'published' | 'draft') => evolveListing(listingIn(status), followed as ListingEvent);

test.each<[string, Listing, unknown]>([
  ['a draft takes it and tells nobody', listingIn('draft'), ok([followed])],
  [
    'a published listing tells its readers',
    listingIn('published'),
    ok([
      followed,
      {
        type: 'ListingChanged',
        facts: expect.objectContaining({ variants: [expect.objectContaining({ priceRupiah: 40_000 }), content.variants[1]] }),
        at,
      },
    ]),
  ],
  ['the same price event again changes nothing', withNewPrice('published'), ok([])],
  ['a deleted draft has no price to follow', deleted, ok([])],
  ['a listing that never was is a loss', absent, refusal('listing-not-found')],
])('a changed price: %s', (_rule, listing, expected) => expect(decideFollowPrice(listing, priced)).toEqual(expected));

test('an older price never follows a newer one', () => {
  expect(decideFollowPrice(withNewPrice('draft'), { ...priced, priceSequence: 1, priceRupiah: 1 })).toEqual(ok([]));
});

const through = () => ok('through');

test.each<[string, Listing, Parameters<typeof callerWith>[0], unknown]>([
  ['staff of the seller go through', listingIn('draft'), { seller: 'acts' }, ok('through')],
  ['a member in too small a role is told so', listingIn('draft'), { seller: 'belongs' }, refusal('forbidden')],
  ['a stranger sees no listing', listingIn('draft'), {}, refusal('listing-not-found')],
])('as seller: %s', (_rule, listing, standing, expected) => expect(asSeller(callerWith(standing), through)(listing)).toEqual(expected));

test.each<[string, Listing, Parameters<typeof callerWith>[0], unknown]>([
  ['a curator of the agency goes through', listingIn('submitted'), { agency: 'acts' }, ok('through')],
  ['another member of the agency is told so', listingIn('submitted'), { agency: 'belongs' }, refusal('forbidden')],
  ['a curator of another agency sees no listing', listingIn('submitted'), {}, refusal('listing-not-found')],
  ['a draft is its seller’s alone', listingIn('draft'), { agency: 'acts' }, refusal('listing-not-found')],
  ['nobody decides where they sell', listingIn('submitted'), { agency: 'acts', seller: 'belongs' }, refusal('own-case')],
])('as curator: %s', (_rule, listing, standing, expected) => {
  const caller = callerWith(standing);
  expect(asCurator(caller, { categoryId: 'cat_1', agencyId: 'agy_1' }, notOwnCase(caller, through))(listing)).toEqual(expected);
});
