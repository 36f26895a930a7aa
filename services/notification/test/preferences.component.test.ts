import { listingPublishedV1, sellerOrderCompletedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import request from 'supertest';
import { mailsTo, mailTo, sentHeadersOf, type CaughtMail } from './support/mailbox.ts';
import { startSuite, type Suite } from './support/start.ts';

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.stop());

const path = '/v1/notifications/preferences';
const api = () => request(suite.running.service.url);
const as = (accountId: string) => ({ authorization: `Bearer ${suite.issuer.user({ accountId })}`, 'accept-language': 'en' });
const read = (accountId: string) => api().get(path).set(as(accountId));
const put = (accountId: string, body: object) => api().put(path).set(as(accountId)).send(body);
const unsubscribe = (code: string) => api().post('/v1/notifications/unsubscriptions').send({ code });
const unwantedOf = async (accountId: string): Promise<readonly string[]> => {
  const { body } = await read(accountId);
  const optional = body.optional as readonly { kind: string; wanted: boolean }[];
  return optional.filter(({ wanted }) => !wanted).map(({ kind }) => kind);
};

/** A completed purchase of one account, whose mail is no duty. */
const complete = async ({ accountId, orderId }: { accountId: string; orderId: string }) => {
  const data = { ...sellerOrderCompletedV1.example, orderId, buyerId: accountId, sellerId: suite.fresh().sellerId };
  await suite.sender.publish(sellerOrderCompletedV1.from({ subject: orderId, time: new Date(), data }));
};

/** The address that a mail program posts to. */
const oneClickOf = async (mail: CaughtMail): Promise<URL> =>
  new URL(/^List-Unsubscribe: <(.+)>$/m.exec(await sentHeadersOf(suite.mailUrl, mail))?.[1] ?? '');

const mailed = async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  await complete(person);
  const mail = await mailTo(suite.mailUrl, person.email);
  return { ...person, mail, code: (await oneClickOf(mail)).pathname.split('/').at(-1) ?? '' };
};

test('everything is wanted until something else is said, and the answer tells what cannot be switched off', async () => {
  const { body, status, headers } = await read(suite.fresh().accountId);
  expect([status, headers['etag']]).toEqual([200, expect.any(String)]);
  expect(body.optional).toContainEqual({ kind: 'listing_published', label: 'A listing is on sale', wanted: true });
  expect(body.always).toContainEqual({ kind: 'code_verification', duty: 'codes' });
  expect(body.always).toContainEqual({ kind: 'account_security', duty: 'security' });
  expect(body.note).toContain('are always sent');
});

test('what is not wanted is not mailed and still stands in the feed', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  expect((await put(person.accountId, { unwanted: ['parcel_completed', 'parcel_completed'] })).status).toBe(200);
  expect(await unwantedOf(person.accountId)).toEqual(['parcel_completed']);
  await complete(person);
  await eventually('it is dropped', () =>
    suite.messages().findOne({ accountId: person.accountId, reason: 'not-wanted', status: 'dropped' }),
  );
  expect(await mailsTo(suite.mailUrl, person.email)).toEqual([]);
  const feed = await api().get('/v1/notifications').set(as(person.accountId));
  expect(feed.body.items.map(({ kind }: { kind: string }) => kind)).toEqual(['parcel_completed']);
});

test('a duty mail cannot be switched off, and an unknown one does not exist', async () => {
  const { accountId } = suite.fresh();
  const refused = await put(accountId, { unwanted: ['listing_published', 'order_paid'] });
  expect([refused.status, refused.body.code, refused.body.kinds]).toEqual([422, 'mail-not-optional', ['order_paid']]);
  expect(await unwantedOf(accountId)).toEqual([]);
  expect((await put(accountId, { unwanted: ['dance'] })).status).toBe(400);
  expect((await put(accountId, { unwanted: [], wanted: [] })).status).toBe(400);
  expect((await api().get(path)).status).toBe(401);
});

test('a write on what was read before another write is refused', async () => {
  const { accountId } = suite.fresh();
  const etag = String((await read(accountId)).headers['etag']);
  const write = () => put(accountId, { unwanted: ['sale_completed'] }).set('if-match', etag);
  expect((await write()).status).toBe(200);
  expect((await write()).status).toBe(412);
});

test('a mail that is no duty ends at one click, as its header says, and again changes nothing', async () => {
  const { accountId, mail, code } = await mailed();
  const { origin, pathname } = await oneClickOf(mail);
  expect(origin).toBe('http://shop.example');
  const click = () => api().post(pathname).type('form').send('List-Unsubscribe=One-Click');
  expect((await click()).status).toBe(204);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed']);
  expect((await click()).status).toBe(204);
  expect((await unsubscribe(code)).status).toBe(204);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed']);
});

test('a mail program may send its click as multipart, as RFC 8058 prefers, and says nothing else by it', async () => {
  const { accountId, mail } = await mailed();
  const { pathname } = await oneClickOf(mail);
  expect((await api().post(pathname).field('List-Unsubscribe', 'Two-Clicks')).status).toBe(400);
  expect((await api().post(pathname).field('List-Unsubscribe', 'One-Click').field('more', 'x')).status).toBe(400);
  expect((await api().post(pathname).type('text/plain').send('List-Unsubscribe=One-Click')).status).toBe(415);
  expect(await unwantedOf(accountId)).toEqual([]);
  expect((await api().post(pathname).field('List-Unsubscribe', 'One-Click')).status).toBe(204);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed']);
});

test('the link in the mail holds the same code behind the hash', async () => {
  const { accountId, mail } = await mailed();
  const code = /\/unsubscriptions#code=(\S+)/.exec(mail.text)?.[1] ?? '';
  expect(mail.html).toContain(code);
  expect((await unsubscribe(code)).status).toBe(204);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed']);
});

test('a made-up code, one of another account and one for a duty are answered alike and change nothing', async () => {
  const { accountId, code } = await mailed();
  const victim = suite.fresh().accountId;
  const [, , mac = ''] = code.split('.');
  const forged = [
    '',
    'x',
    `${victim}.parcel_completed.${mac}`,
    `${accountId}.order_paid.${mac}`,
    `${accountId}.listing_published.${mac}`,
    `${code}A`,
  ];
  const good = await unsubscribe(code);
  for (const each of forged) {
    const answer = await unsubscribe(each);
    expect([answer.status, answer.text]).toEqual([good.status, good.text]);
  }
  expect(await unwantedOf(victim)).toEqual([]);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed']);
});

test('an unsubscription keeps what was unwanted before', async () => {
  const { accountId, code } = await mailed();
  await put(accountId, { unwanted: ['listing_published'] });
  await unsubscribe(code);
  expect(await unwantedOf(accountId)).toEqual(['parcel_completed', 'listing_published']);
});

test('a title with markup and line breaks is one line of subject and no header', async () => {
  const { sellerId, listingId, accountId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  suite.peers.put(`/internal/organisations/${sellerId}/contacts`, {
    items: [{ accountId, email, name: 'A', locale: 'id', role: 'seller_owner' }],
  });
  const title = '<script>alert(1)</script>\r\nBcc: everyone@wadah.test';
  const data = { ...listingPublishedV1.example, listingId, sellerId, title };
  await suite.sender.publish(listingPublishedV1.from({ subject: listingId, time: new Date(), data }));
  const mail = await mailTo(suite.mailUrl, email);
  const { subject, html } = mail;
  expect(subject).toBe('“<script>alert(1)</script> Bcc: everyone@wadah.test” sudah tayang');
  expect(await sentHeadersOf(suite.mailUrl, mail)).not.toMatch(/^bcc:/im);
  expect(html).not.toContain('<script');
});
