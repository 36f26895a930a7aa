import { eventually } from './eventually.ts';
import { call, must } from './http.ts';
import { newBuyer, signIn } from './people.ts';
import { address } from './shopping.ts';

const digits = (length: number): string => Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => byte % 10).join('');

const codeOf = async (path: string, code: string): Promise<any> =>
  (await must(`GET ${path}?limit=100`)).items.find((item: { code: string }) => item.code === code);

/** What a person of Lebak applies with, at one agency. */
export const applicationAt = async (agency: string) => ({
  name: `Kebun Uji ${digits(6)}`,
  regency: '36.02',
  agencyId: (await codeOf('/v1/agencies', agency)).agencyId as string,
  owner: { name: 'Siti Rahma', nik: `360216140378${digits(4).replace(/^0000$/, '0001')}` },
  phone: '+6280000001348',
});

/** A curator of the agency reads the application and decides about what was read. */
export const verify = async (sellerId: string, agency: string, decision: object): Promise<void> => {
  const token = await signIn(`curator-${agency}@wadah.test`);
  const etag = (await call(`GET /v1/sellers/${sellerId}/application`, { token })).headers.get('etag') ?? '';
  await must(`POST /v1/sellers/${sellerId}/verification`, { token, headers: { 'if-match': etag }, body: decision });
};

export type NewSeller = {
  readonly sellerId: string;
  readonly email: string;
  readonly token: string;
  readonly address: typeof address;
  readonly listing: any;
};

/** A verified seller of its own, which a test may suspend without harm to others. */
export const newSeller = async (agency: string): Promise<NewSeller> => {
  const owner = await newBuyer('Penjual Uji');
  const { sellerId } = await must('POST /v1/sellers', { token: owner.token, body: await applicationAt(agency) });
  await verify(sellerId, agency, { decision: 'approve', level: 'L1', note: 'Sesuai.' });
  await eventually('the membership of the founder', async () => (await must('GET /v1/me', { token: owner.token })).memberships.length > 0);
  const token = await signIn(owner.email);
  await must(`PUT /v1/sellers/${sellerId}/delivery-methods`, { token, body: { methods: [{ method: 'courier', priceRupiah: 15_000 }] } });
  const { categoryId } = await codeOf('/v1/categories', 'madu');
  const listing = {
    sellerId,
    kind: 'goods',
    categoryId,
    title: 'Madu Uji',
    description: 'Madu yang hanya ada dalam uji.',
    variants: [{ sku: `MADU-${digits(8)}`, name: '500 ml', priceRupiah: 20_000, stock: 10, weightGrams: 700 }],
  };
  return { sellerId, email: owner.email, token, address, listing };
};

/** What catalogue has not heard of yet it refuses for a moment. */
export const draftListing = (seller: NewSeller, sku?: string): Promise<any> =>
  eventually('catalogue to know the seller', async () => {
    const variants = sku === undefined ? seller.listing.variants : [{ ...seller.listing.variants[0], sku }];
    const answer = await call('POST /v1/listings', { token: seller.token, body: { ...seller.listing, variants } });
    if (answer.body.code === 'organisation-unknown' || answer.body.code === 'seller-not-verified') return undefined;
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  });

export const approveListing = async (listingId: string, agency: string): Promise<void> => {
  const token = await signIn(`curator-${agency}@wadah.test`);
  const etag = (await call(`GET /v1/curation/listings/${listingId}`, { token })).headers.get('etag') ?? '';
  await must(`POST /v1/listings/${listingId}/review`, { token, headers: { 'if-match': etag }, body: { decision: 'approve' } });
};

export const onSale = async (seller: NewSeller, agency: string): Promise<any> => {
  const draft = await draftListing(seller);
  await eventually(
    'the submission',
    async () => (await call(`POST /v1/listings/${draft.listingId}/submission`, { token: seller.token })).status === 200,
  );
  await approveListing(draft.listingId, agency);
  return eventually('the listing on sale', async () => {
    const answer = await call(`GET /v1/listings/${draft.listingId}`);
    return answer.status === 200 ? answer.body : undefined;
  });
};
