import { eventually } from './support/eventually.ts';
import { call, must, type Answer } from './support/http.ts';
import { everyItem } from './support/pages.ts';
import { confirmed, invited, mailed, newBuyer, operatorToken, signIn, unconfirmed } from './support/people.ts';
import { applicationAt, draftListing, newSeller, verify } from './support/selling.ts';

const farming = 'dinas-pertanian';
const fishing = 'dinas-kelautan-perikanan';

let operator: string;
let curators: { readonly farming: string; readonly fishing: string };
let agencies: { readonly farming: string; readonly fishing: string };

const coded = async (path: string, code: string): Promise<any> =>
  (await must(`GET ${path}?limit=100`)).items.find((item: { code: string }) => item.code === code);

beforeAll(async () => {
  operator = await operatorToken();
  curators = { farming: await signIn(`curator-${farming}@wadah.test`), fishing: await signIn(`curator-${fishing}@wadah.test`) };
  agencies = { farming: (await coded('/v1/agencies', farming)).agencyId, fishing: (await coded('/v1/agencies', fishing)).agencyId };
});

const queueHas = async (token: string, listingId: string): Promise<boolean> =>
  (await everyItem('/v1/curation/listings?status=submitted', token)).some((item) => item.listingId === listingId);

/** One category for all runs of this suite, at the agency that the test begins with. */
const movedCategory = async (agencyId: string): Promise<string> => {
  const known = await coded('/v1/categories', 'uji-kurasi');
  const name = { id: 'Uji kurasi', en: 'Curation test' };
  const made =
    known ?? (await must('POST /v1/categories', { token: operator, body: { code: 'uji-kurasi', agencyId, name, kinds: ['goods'] } }));
  await must(`PATCH /v1/categories/${made.categoryId}`, { token: operator, body: { agencyId } });
  return made.categoryId;
};

test('a category that goes to another agency takes its queue along, and its listings are reviewed there', async () => {
  const categoryId = await movedCategory(agencies.farming);
  const seller = await newSeller(farming);
  const { listingId } = await draftListing({ ...seller, listing: { ...seller.listing, categoryId } });
  await must(`POST /v1/listings/${listingId}/submission`, { token: seller.token });
  expect([await queueHas(curators.farming, listingId), await queueHas(curators.fishing, listingId)]).toEqual([true, false]);
  expect((await call(`GET /v1/curation/listings/${listingId}`, { token: curators.fishing })).status).toBe(404);

  await must(`PATCH /v1/categories/${categoryId}`, { token: operator, body: { agencyId: agencies.fishing } });
  await eventually('the queue of the other agency', () => queueHas(curators.fishing, listingId));
  expect(await queueHas(curators.farming, listingId)).toBe(false);
  const review = async (token: string): Promise<Answer> => {
    const etag = (await call(`GET /v1/curation/listings/${listingId}`, { token: curators.fishing })).headers.get('etag') ?? '';
    return call(`POST /v1/listings/${listingId}/review`, { token, headers: { 'if-match': etag }, body: { decision: 'approve' } });
  };
  expect((await review(curators.farming)).status).toBe(404);
  const reviewed = await eventually('the listing to be moved and reviewed', async () => {
    const answer = await review(curators.fishing);
    return answer.status === 412 ? undefined : answer;
  });
  expect(reviewed.body.status).toBe('published');
});

const applicationOf = (sellerId: string, token: string): Promise<Answer> => call(`GET /v1/sellers/${sellerId}/application`, { token });

type Applicant = { readonly sellerId: string; readonly email: string; readonly token: string };

/** Whoever applies is the owner from the next token on. */
const applied = async (application: object): Promise<Applicant> => {
  const { email, token } = await newBuyer();
  const { sellerId } = await must('POST /v1/sellers', { token, body: application });
  await eventually('the membership', async () => (await must('GET /v1/me', { token })).memberships.length > 0);
  return { sellerId, email, token: await signIn(email) };
};

const decide = async (sellerId: string, token: string, body: object): Promise<Answer> => {
  const etag = (await applicationOf(sellerId, token)).headers.get('etag') ?? '';
  return call(`POST /v1/sellers/${sellerId}/verification`, { token, headers: { 'if-match': etag }, body });
};

test('a curator sees the applications of the own agency, oldest first, and of no other', async () => {
  const { sellerId, token } = await applied(await applicationAt(farming));
  const queue = await everyItem('/v1/curation/sellers?status=applied', curators.farming);
  expect(new Set(queue.map(({ agencyId }) => agencyId))).toEqual(new Set([agencies.farming]));
  const times = queue.map(({ appliedAt }) => appliedAt);
  expect(times).toEqual([...times].sort());
  expect(queue.some((item) => item.sellerId === sellerId)).toBe(true);
  expect((await applicationOf(sellerId, curators.fishing)).status).toBe(404);
  const others = await everyItem('/v1/curation/sellers?status=applied', curators.fishing);
  expect(others.some((item) => item.sellerId === sellerId)).toBe(false);
  expect((await call('GET /v1/curation/sellers', { token })).status).toBe(403);
});

test('an application comes back with a reason for each field, is mended, applied again and verified', async () => {
  const application = await applicationAt(farming);
  const { sellerId, email, token } = await applied(application);
  const reasons = [
    { field: 'name', reason: 'Nama tidak sama dengan NIB.' },
    { field: 'phone', reason: 'Nomor tidak dapat dihubungi.' },
  ];
  expect((await decide(sellerId, curators.farming, { decision: 'return', reasons: [], note: '' })).body.code).toBe('reason-required');
  await verify(sellerId, farming, { decision: 'return', reasons, note: 'Mohon diperbaiki.' });
  const returned = (await applicationOf(sellerId, token)).body;
  expect(returned).toMatchObject({ status: 'returned', review: { decision: 'return', reasons, note: 'Mohon diperbaiki.' } });
  await mailed(email, 'Permohonan toko Anda perlu diperbaiki');
  expect((await decide(sellerId, curators.farming, { decision: 'approve', level: 'L1', note: '' })).body.code).toBe('already-decided');

  const mended = { ...application, phone: '+6280000001349' };
  expect((await must(`POST /v1/sellers/${sellerId}/application`, { token, body: mended })).status).toBe('applied');
  await verify(sellerId, farming, { decision: 'approve', level: 'L1', note: 'Sesuai.' });
  expect((await applicationOf(sellerId, token)).body).toMatchObject({ status: 'verified', level: 'L1', phone: mended.phone });
  const decisions = (await must(`GET /v1/decisions?subjectId=${sellerId}`, { token: operator })).items;
  expect(decisions.map(({ actorRole }: any) => actorRole)).toEqual(['curator', 'curator']);
  expect(decisions[1].reason).toContain('Nomor tidak dapat dihubungi.');
});

test('level L3 takes two curators of the agency', async () => {
  const papers = {
    nib: '1234567890123',
    npwp: '123456789012345',
    bankAccount: { bank: 'bca', number: '1234567890', holder: 'Siti Rahma' },
  };
  const { sellerId } = await applied({ ...(await applicationAt(farming)), ...papers });
  const approve = (token: string, level = 'L3') => decide(sellerId, token, { decision: 'approve', level, note: 'Lengkap.' });
  expect((await approve(curators.farming)).body).toMatchObject({ status: 'applied', firstApproval: { level: 'L3' } });
  expect((await approve(curators.farming)).body.code).toBe('second-curator-needed');
  const { email } = await invited(operator, { role: 'curator', organisationId: agencies.farming });
  const second = await signIn(email);
  expect((await approve(second)).body).toMatchObject({ status: 'verified', level: 'L3' });
});

test('a personal number is read in the clear by the curator alone, and only with a record of who, when and why', async () => {
  const application = await applicationAt(farming);
  const { sellerId } = await applied(application);
  const masked = (await applicationOf(sellerId, curators.farming)).body;
  expect(JSON.stringify(masked)).not.toContain(application.owner.nik);
  const disclose = (token: string, body: object = { field: 'nik', reason: 'Cocokkan dengan KTP' }) =>
    call(`POST /v1/sellers/${sellerId}/application/disclosure`, { token, body });
  expect((await disclose(curators.farming, { field: 'nik' })).status).toBe(400);
  expect((await disclose(curators.fishing)).status).toBe(404);
  expect((await disclose(curators.farming, { field: 'npwp', reason: 'Cocokkan' })).body.code).toBe('number-not-stated');
  expect((await disclose(curators.farming)).body).toEqual({ value: application.owner.nik });
  const { items } = await must(`GET /v1/decisions?subjectId=${sellerId}`, { token: operator });
  expect(items[0]).toMatchObject({ actorRole: 'curator', reason: 'Cocokkan dengan KTP' });
  expect(JSON.stringify(items)).not.toContain(application.owner.nik);
});

test('decisions are read by operators and auditors, newest first, by nobody else, and are changed by nobody', async () => {
  const { items } = await must('GET /v1/decisions?limit=20', { token: operator });
  const times = items.map(({ at }: { at: string }) => at);
  expect(times).toEqual([...times].sort().reverse());
  for (const name of ['actorId', 'action', 'reason', 'before', 'after']) expect(items[0]).toHaveProperty(name);
  const buyer = await newBuyer();
  for (const token of [buyer.token, curators.farming, await signIn('seller-01@wadah.test')]) {
    expect((await call('GET /v1/decisions', { token })).status).toBe(403);
  }
  expect((await call('GET /v1/decisions')).status).toBe(401);
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    expect([404, 405]).toContain((await call(`${method} /v1/decisions/${items[0].decisionId}`, { token: operator, body: {} })).status);
  }
});

test('a new bank account needs the password again, tells the owner, and holds transfers for two days', async () => {
  const seller = await newSeller(farming);
  const path = `PUT /v1/sellers/${seller.sellerId}/bank-account`;
  const body = { bank: 'bca', number: '1234567890', holder: 'Siti Rahma' };
  expect((await call(path, { token: await unconfirmed(seller.email), body })).body.code).toBe('confirmation-required');
  const changed = await must(path, { token: await confirmed(seller.token), body });
  expect(JSON.stringify(changed)).not.toContain(body.number);
  const held = await eventually('the hold in the balance', async () => {
    const balance = await must(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
    return balance.transfersHeldUntil as string | undefined;
  });
  expect(held).toBe(changed.transfersHeldUntil);
  const hours = (Date.parse(held) - Date.now()) / 3_600_000;
  expect([Math.ceil(hours), hours > 47]).toEqual([48, true]);
  await mailed(seller.email, 'Rekening toko Anda diganti');
});
