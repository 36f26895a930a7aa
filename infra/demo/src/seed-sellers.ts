import type { SellerData } from './banten.ts';
import { DemoFailure } from './api.ts';
import type { Session } from './people.ts';
import type { Places, Seeding } from './seeding.ts';

type Me = { readonly memberships: readonly { readonly organisationId: string; readonly kind: string }[] };
export type SeededSeller = { readonly sellerId: string; readonly token: string };

const apply = async (seeding: Seeding, data: SellerData, places: Places & { readonly session: Session }): Promise<string> => {
  const { agency, ...application } = data.application;
  const made = await seeding.api.call<{ sellerId: string }>('POST /v1/sellers', {
    token: places.session.accessToken,
    body: { ...application, agencyId: places.agencies.get(agency) },
  });
  return made.body.sellerId;
};

const verify = async (
  seeding: Seeding,
  data: SellerData,
  seller: { readonly sellerId: string; readonly curator: string },
): Promise<void> => {
  const application = await seeding.api.call<{ status: string }>(`GET /v1/sellers/${seller.sellerId}/application`, {
    token: seller.curator,
  });
  if (application.body.status === 'verified') return;
  await seeding.api.call(`POST /v1/sellers/${seller.sellerId}/verification`, {
    token: seller.curator,
    headers: { 'if-match': application.etag ?? '' },
    body: { decision: 'approve', level: data.level, note: 'Berkas lengkap dan sesuai.' },
  });
};

/** From a mail address to a verified seller with delivery methods, each step by the person who would do it. */
export const seedSeller = async (seeding: Seeding, data: SellerData, places: Places): Promise<SeededSeller> => {
  const session = await seeding.people.enter(data.account.email, data.account.name);
  const me = await seeding.api.call<Me>('GET /v1/me', { token: session.accessToken });
  const mine = me.body.memberships.find((membership) => membership.kind === 'seller')?.organisationId;
  const sellerId = mine ?? (await apply(seeding, data, { ...places, session }));
  const owner = mine === undefined ? await seeding.people.withMembership(session, sellerId) : session;
  const curator = places.curators.get(data.application.agency);
  if (curator === undefined) throw new DemoFailure(`No curator for ${data.application.agency}.`);
  await verify(seeding, data, { sellerId, curator });
  await seeding.api.call(`PUT /v1/sellers/${sellerId}/delivery-methods`, {
    token: owner.accessToken,
    body: { methods: data.deliveryMethods },
  });
  return { sellerId, token: owner.accessToken };
};
