import { eventually } from './support/eventually.ts';
import { call } from './support/http.ts';
import { signIn } from './support/people.ts';
import { approveListing, draftListing, newSeller } from './support/selling.ts';

test('a listing goes from draft to sale through the curator of its category, and is edited only outside it', async () => {
  const seller = await newSeller('dinas-pertanian');
  const draft = await draftListing(seller);
  expect(draft.status).toBe('draft');
  expect((await call(`GET /v1/listings/${draft.listingId}`)).status).toBe(404);
  const path = `/v1/listings/${draft.listingId}`;
  const edit = (title: string) => call(`PATCH ${path}`, { token: seller.token, body: { title } });
  expect((await edit('Madu Uji Baru')).body.title).toBe('Madu Uji Baru');
  for (const _ of ['first', 'again'])
    expect((await call(`POST ${path}/submission`, { token: seller.token })).body.status).toBe('submitted');
  expect((await edit('Lain')).body.code).toBe('listing-not-editable');
  const wrong = await signIn('curator-dinas-pariwisata@wadah.test');
  expect((await call(`GET /v1/curation/listings/${draft.listingId}`, { token: wrong })).status).toBe(404);
  await approveListing(draft.listingId, 'dinas-pertanian');
  await eventually('the listing on sale', async () => (await call(`GET ${path}`)).status === 200);
  expect((await call(`DELETE ${path}`, { token: seller.token })).body.code).toBe('listing-state');
  expect((await call(`POST ${path}/withdrawal`, { token: seller.token })).body.status).toBe('unpublished');
  await eventually('the listing off sale', async () => (await call(`GET ${path}`)).status === 404, 5_000);
  expect((await edit('Madu Uji Kedua')).status).toBe(200);
});

test('a draft is deleted, also again, and its number is free', async () => {
  const seller = await newSeller('dinas-pertanian');
  const draft = await draftListing(seller);
  for (const _ of ['first', 'again'])
    expect((await call(`DELETE /v1/listings/${draft.listingId}`, { token: seller.token })).status).toBe(204);
  expect((await draftListing(seller, draft.variants[0].sku)).variants[0].sku).toBe(draft.variants[0].sku);
  expect((await call('POST /v1/listings', { token: seller.token, body: { ...seller.listing, variants: [{ ...seller.listing.variants[0], sku: draft.variants[0].sku }] } })).body.code).toBe('sku-taken'); // prettier-ignore
});

test.each(['Madu\nBcc: x@y.z', 'Madu \u202euduM', '\u0000\u0000\u0000', '  '])('a listing named %j is refused', async (title) => {
  const seller = await newSeller('dinas-pertanian');
  await draftListing(seller);
  const answer = await call('POST /v1/listings', { token: seller.token, body: { ...seller.listing, title } });
  expect([answer.status, answer.body.errors?.[0]?.path]).toEqual([400, 'body.title']);
});
