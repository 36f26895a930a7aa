import { orderCancelledV1, sellerOrderCompletedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { smtpServer, type SmtpServer } from './support/smtp-server.ts';
import { startSuite, type Suite } from './support/start.ts';

let smtp: SmtpServer;
let suite: Suite;
beforeAll(async () => {
  smtp = await smtpServer();
  suite = await startSuite({ SMTP_URL: smtp.url, MAIL_LEASE_SECONDS: '1' });
});
afterEach(() => Object.assign(smtp.state, { rcptAnswer: '250 ok', silentAfterData: false }));
afterAll(async () => {
  await suite.stop();
  await smtp.stop();
});

const cancel = async (person: { readonly orderId: string; readonly accountId: string }) => {
  const data = { ...orderCancelledV1.example, orderId: person.orderId, buyerId: person.accountId };
  await suite.sender.publish(orderCancelledV1.from({ subject: person.orderId, time: new Date(), data }));
};

const statusOf = async (accountId: string) => (await suite.messages().findOne({ accountId }))?.['status'];

test('a crash between sending and marking sends again, under the same Message-ID', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  smtp.state.silentAfterData = true;
  await cancel(person);
  await eventually('the server has the mail', () => smtp.mailsTo(person.email).length === 1);
  await suite.running.service.crash();
  smtp.state.silentAfterData = false;
  suite.running.service = await suite.start();
  await eventually('it is marked', async () => (await statusOf(person.accountId)) === 'sent', { timeoutMs: 20_000 });
  const ids = smtp.mailsTo(person.email).map(({ messageId }) => messageId);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).toMatch(/^<msg_[0-9a-f-]{36}@wadah\.example>$/);
});

test('a mail server that puts off is asked again until it takes the mail', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  smtp.state.rcptAnswer = '451 later';
  await cancel(person);
  await eventually('it was tried in vain', async () => {
    const metrics = await suite.running.service.chassis.metrics.registry.metrics();
    return /outcome="failed"[^}]*\} [1-9]/.test(metrics);
  });
  expect(await statusOf(person.accountId)).toBe('pending');
  smtp.state.rcptAnswer = '250 ok';
  await eventually('it is out', async () => (await statusOf(person.accountId)) === 'sent');
});

test('an address that the mail server refuses for good is given up', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  smtp.state.rcptAnswer = '550 no such mailbox';
  await cancel(person);
  await eventually('it is dropped', async () => (await statusOf(person.accountId)) === 'dropped');
  expect(await suite.messages().findOne({ accountId: person.accountId })).toMatchObject({ reason: 'undeliverable' });
});

/** Folded lines unfolded (RFC 5322 §2.2.3). */
const headersOf = ({ raw }: { readonly raw: string }): string => raw.slice(0, raw.indexOf('\n\n')).replaceAll(/\n(?=[ \t])/g, '');

test('a mail that is no duty says in its header how one click ends such mails, and a duty mail does not', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email });
  const data = { ...sellerOrderCompletedV1.example, orderId: person.orderId, buyerId: person.accountId, sellerId: person.sellerId };
  await suite.sender.publish(sellerOrderCompletedV1.from({ subject: person.orderId, time: new Date(), data }));
  const optional = await eventually('the mail', () => smtp.mailsTo(person.email)[0]);
  expect(headersOf(optional)).toMatch(
    /^List-Unsubscribe: <http:\/\/shop\.example\/v1\/notifications\/unsubscriptions\/acc_[0-9a-f-]+\.parcel_completed\.[\w-]{32}>$/m,
  );
  expect(headersOf(optional)).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  await suite.sender.publish(
    orderCancelledV1.from({
      subject: person.orderId,
      time: new Date(),
      data: { ...orderCancelledV1.example, orderId: person.orderId, buyerId: person.accountId },
    }),
    { sequence: 2 },
  );
  const duty = await eventually('the other mail', () => smtp.mailsTo(person.email)[1]);
  expect(headersOf(duty)).not.toMatch(/^List-/m);
});

test('a name with line breaks starts no header of its own', async () => {
  const person = suite.fresh();
  suite.peers.contact(person.accountId, { email: person.email, name: 'Budi\r\nBcc: everyone@wadah.test\r\n\r\nHello' });
  await cancel(person);
  const mail = await eventually('the mail', () => smtp.mailsTo(person.email)[0]);
  const headers = mail.raw.slice(0, mail.raw.indexOf('\n\n'));
  expect(headers).not.toMatch(/^bcc:/im);
  expect(headers).toMatch(/^Auto-Submitted: auto-generated$/im);
});

test.each([['someone@wadah.test>,other@wadah.test'], ['someone@wadah.test\r\nRCPT TO:<other@wadah.test>'], ['']])(
  'what is no single address (%j) is never sent to',
  async (email) => {
    const person = suite.fresh();
    suite.peers.contact(person.accountId, { email });
    const before = smtp.taken.length;
    await cancel(person);
    await eventually('it is dropped', async () => (await statusOf(person.accountId)) === 'dropped');
    expect(smtp.taken).toHaveLength(before);
  },
);
