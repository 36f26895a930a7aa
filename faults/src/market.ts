import { randomInt, randomUUID } from 'node:crypto';
import { clientAt, eventually, type Client } from './client.ts';
import type { World } from './world.ts';

const PASSWORD = 'wadah-demo-2026';
const AGENCY = 'dinas-pertanian';
const TOKEN_MS = 8 * 60_000;

export type Person = {
  readonly email: string;
  /** A token that is good for some minutes more; signs in again where it isn't. */
  token(): Promise<string>;
};

export type Ware = { readonly listingId: string; readonly variantId: string; readonly sellerId: string };

export type Shop = { readonly owner: Person; readonly sellerId: string; readonly wares: readonly Ware[] };

export type Market = {
  readonly api: Client;
  readonly sandbox: Client;
  /** What the sandbox knows its merchant by. */
  readonly merchant: Readonly<Record<string, string>>;
  readonly curator: Person;
  readonly shops: readonly Shop[];
  readonly buyers: readonly Person[];
};

type Places = { readonly api: Client; readonly mail: Client };

const personOf = (api: Client, email: string): Person => {
  let session: { readonly token: Promise<string>; readonly at: number } | undefined;
  const signIn = async (): Promise<string> => (await api.must('POST /v1/sessions', { body: { email, password: PASSWORD } })).accessToken;
  return {
    email,
    token: () => {
      if (session === undefined || performance.now() - session.at > TOKEN_MS) session = { token: signIn(), at: performance.now() };
      return session.token;
    },
  };
};

const codeTo = ({ mail }: Places, email: string): Promise<string> =>
  eventually(`the code for ${email}`, async () => {
    const { items } = (await mail.call(`GET /api/email/summary?limit=5&search=${encodeURIComponent(email)}`)).body;
    for (const { id } of items) {
      const code = /\b(\d{6})\b/.exec((await mail.call(`GET /api/email/${id}`)).body.text)?.[1];
      if (code !== undefined) return code;
    }
    return undefined;
  });

const newPerson = async (places: Places, kind: string): Promise<Person> => {
  const email = `${kind}-${randomUUID()}@wadah.test`;
  const body = { email, password: PASSWORD, name: 'Orang Uji', locale: 'id' };
  const { registrationId } = await places.api.must('POST /v1/accounts', { body });
  const code = await codeTo(places, email);
  await places.api.must('POST /v1/accounts/verification', { body: { registrationId, code } });
  return personOf(places.api, email);
};

const digits = (length: number): string => String(randomInt(10 ** (length - 1), 10 ** length));

const codeOf = async (api: Client, path: string, code: string): Promise<any> =>
  (await api.must(`GET ${path}?limit=100`)).items.find((item: { code: string }) => item.code === code);

const openStore = async (places: Places, curator: Person): Promise<{ readonly owner: Person; readonly sellerId: string }> => {
  const { api } = places;
  const founder = await newPerson(places, 'seller');
  const application = {
    name: `Kebun Uji ${digits(6)}`,
    regency: '36.02',
    agencyId: (await codeOf(api, '/v1/agencies', AGENCY)).agencyId,
    owner: { name: 'Siti Rahma', nik: `360216140378${digits(4)}` },
    phone: '+6280000001348',
  };
  const { sellerId } = await api.must('POST /v1/sellers', { token: await founder.token(), body: application });
  const token = await curator.token();
  const etag = (await api.insist(`GET /v1/sellers/${sellerId}/application`, { token })).headers.get('etag') ?? '';
  await api.must(`POST /v1/sellers/${sellerId}/verification`, {
    token,
    headers: { 'if-match': etag },
    body: { decision: 'approve', level: 'L1', note: 'Sesuai.' },
  });
  await eventually('the membership of the founder', async () => {
    return (await api.must('GET /v1/me', { token: await founder.token() })).memberships.length > 0;
  });
  const owner = personOf(api, founder.email);
  await api.must(`PUT /v1/sellers/${sellerId}/delivery-methods`, {
    token: await owner.token(),
    body: { methods: [{ method: 'courier', priceRupiah: 15_000 }] },
  });
  return { owner, sellerId };
};

/** What catalogue has not heard of yet it refuses for a moment. */
const taken = (what: string, ask: () => Promise<{ readonly status: number; readonly body: any }>): Promise<any> =>
  eventually(what, async () => {
    const answer = await ask();
    return answer.status < 300 ? answer.body : undefined;
  });

const openShop = async (places: Places, curator: Person, variants: number): Promise<Shop> => {
  const { api } = places;
  const { owner, sellerId } = await openStore(places, curator);
  const token = await owner.token();
  const body = {
    sellerId,
    kind: 'goods',
    categoryId: (await codeOf(api, '/v1/categories', 'madu')).categoryId,
    title: 'Madu Uji',
    description: 'Madu yang hanya ada dalam uji.',
    variants: Array.from({ length: variants }, (_, at) => ({
      sku: `MADU-${digits(8)}`, name: `${at + 1} botol`, priceRupiah: 20_000 + at * 3_333, stock: 10, weightGrams: 700,
    })), // prettier-ignore
  };
  const { listingId } = await taken('a draft', () => api.insist('POST /v1/listings', { token, body }));
  await taken('the submission', () => api.insist(`POST /v1/listings/${listingId}/submission`, { token }));
  const curatorToken = await curator.token();
  const read = await api.insist(`GET /v1/curation/listings/${listingId}`, { token: curatorToken });
  await api.must(`POST /v1/listings/${listingId}/review`, {
    token: curatorToken,
    headers: { 'if-match': read.headers.get('etag') ?? '' },
    body: { decision: 'approve' },
  });
  const listing = await taken('the listing on sale', () => api.insist(`GET /v1/listings/${listingId}`));
  const wares = listing.variants.map(({ variantId }: { variantId: string }) => ({ listingId, variantId, sellerId }));
  return { owner, sellerId, wares };
};

export type MarketSize = { readonly shops: number; readonly variantsPerShop: number; readonly buyers: number };

/** Sellers with wares on sale and buyers with proven addresses, all made through the public API. */
export const openMarket = async ({ stack }: World, size: MarketSize): Promise<Market> => {
  const api = clientAt(stack.gatewayUrl);
  const places = { api, mail: clientAt(stack.mailUrl) };
  const curator = personOf(api, `curator-${AGENCY}@wadah.test`);
  const make = <T>(count: number, one: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: count }, one));
  const basic = Buffer.from(`${stack.secrets.payment.serverKey}:`).toString('base64');
  return {
    api,
    sandbox: clientAt(stack.sandboxUrl),
    merchant: { authorization: `Basic ${basic}` },
    curator,
    shops: await make(size.shops, () => openShop(places, curator, size.variantsPerShop)),
    buyers: await make(size.buyers, () => newPerson(places, 'buyer')),
  };
};

/** Sets what can be bought of a ware, beside what orders hold of it. */
export const stockTo = async (
  { api }: Market,
  shop: Shop,
  { ware, onHand }: { readonly ware: Ware; readonly onHand: number },
): Promise<void> => {
  const path = `/v1/listings/${ware.listingId}/variants/${ware.variantId}/stock`;
  await api.must(`PUT ${path}`, { token: await shop.owner.token(), body: { onHand } });
};
