import type { Seeding } from './seeding.ts';
import { inTurns } from './in-turns.ts';

type Coded = { readonly code: string; readonly agencyId: string; readonly categoryId: string };

const existing = async (seeding: Seeding, path: string): Promise<readonly Coded[]> =>
  (await seeding.api.call<{ items: readonly Coded[] }>(`GET ${path}?limit=100`)).body.items;

/** Agencies first, since a category names its agency. Returns ids by code. */
export const seedAgencies = async (seeding: Seeding, operator: string): Promise<ReadonlyMap<string, string>> => {
  const known = new Map((await existing(seeding, '/v1/agencies')).map((agency) => [agency.code, agency.agencyId]));
  for (const { code, name } of seeding.banten.agencies.filter((agency) => !known.has(agency.code))) {
    const made = await seeding.api.call<Coded>('POST /v1/agencies', { token: operator, body: { code, name } });
    known.set(code, made.body.agencyId);
  }
  return known;
};

/** Parents stand before their children in the data, so one pass in order is enough. Returns ids by code. */
export const seedCategories = async (
  seeding: Seeding,
  operator: string,
  agencies: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> => {
  const known = new Map((await existing(seeding, '/v1/categories')).map((category) => [category.code, category.categoryId]));
  for (const { code, agency, parent, name, kinds } of seeding.banten.categories.filter((category) => !known.has(category.code))) {
    const parentId = parent === undefined ? {} : { parentId: known.get(parent) };
    const made = await seeding.api.call<Coded>('POST /v1/categories', {
      token: operator,
      body: { code, agencyId: agencies.get(agency), name, kinds, ...parentId },
    });
    known.set(code, made.body.categoryId);
  }
  return known;
};

const invitationPattern = /\b([A-Z2-7]{32})\b/;

/** Each curator is invited by mail and accepts; returns a token by the code of the agency. */
export const seedCurators = async (
  seeding: Seeding,
  operator: string,
  agencies: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> => {
  const tokens = new Map<string, string>();
  await inTurns(seeding.banten.agencies, 2, async ({ code, curator }) => {
    const session =
      (await seeding.people.signIn(curator.email)) ??
      (await inviteCurator(seeding, operator, { ...curator, organisationId: agencies.get(code) ?? '' }));
    tokens.set(code, session.accessToken);
  });
  return tokens;
};

type Curator = { readonly email: string; readonly name: string; readonly organisationId: string };

const inviteCurator = async (seeding: Seeding, operator: string, curator: Curator) => {
  const startedAt = new Date(Date.now() - 1_000);
  const body = { email: curator.email, role: 'curator', organisationId: curator.organisationId };
  await seeding.eventually(`identity to know agency ${curator.organisationId}`, async () => {
    const answer = await seeding.api.call('POST /v1/invitations', { token: operator, body, accept: [409] });
    return answer.status === 409 ? undefined : true;
  });
  const code = await seeding.mailbox.codeTo(curator.email, invitationPattern, startedAt);
  return seeding.people.accept(code, curator.name);
};
