import {
  accountSecurityChangedV1,
  membershipChangedV1,
  sellerBankAccountChangedV1,
  sellerOrderContestedV1,
  sellerOrderDecisionOverdueV1,
} from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { mailsTo, mailTo, sentHeadersOf } from './support/mailbox.ts';
import { startSuite, type Suite } from './support/start.ts';

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.stop());

const at = () => new Date();

/** People of an organisation in one role, as identity answers; nobody is there in another role. */
const members = (organisationId: string, role: string, count: number) => {
  const people = Array.from({ length: count }, () => suite.fresh());
  for (const { accountId, email } of people) suite.peers.contact(accountId, { email, name: 'Siti Rahayu' });
  suite.peers.put(`/internal/organisations/${organisationId}/contacts?role=${role}`, {
    items: people.map(({ accountId, email }) => ({ accountId, email, name: 'Siti Rahayu', locale: 'id', role })),
  });
  return people as [(typeof people)[number], ...typeof people];
};

test('a new bank account is told to every owner, with the time until which nothing is paid out', async () => {
  const { sellerId } = suite.fresh();
  const owners = members(sellerId, 'seller_owner', 2);
  suite.peers.put(`/internal/sellers/${sellerId}/review`, { name: 'Batik Lebak', decision: 'none', reasons: [], note: '' });
  const data = { sellerId, transfersHeldUntil: '2026-11-26T08:00:00.000Z' };
  const event = sellerBankAccountChangedV1.from({ subject: sellerId, time: at(), data });
  const id = await suite.sender.publish(event);
  await suite.sender.publish(event, { id });
  for (const { email } of owners) {
    const mail = await mailTo(suite.mailUrl, email);
    const { subject, text } = mail;
    expect(subject).toBe('Rekening toko Anda diganti');
    expect(text).toContain('Batik Lebak');
    expect(text).toContain('26 November 2026 15.00 WIB');
    expect(await sentHeadersOf(suite.mailUrl, mail)).not.toMatch(/^List-/m);
  }
  expect(await mailsTo(suite.mailUrl, owners[0].email)).toHaveLength(1);
});

test('a new member and the owners are told, each in words of their own and nobody twice', async () => {
  const { sellerId } = suite.fresh();
  const [joined, owner = joined] = members(sellerId, 'seller_owner', 2);
  const data = { accountId: joined.accountId, organisationId: sellerId, organisationKind: 'seller', role: 'seller_owner' } as const;
  await suite.sender.publish(membershipChangedV1.from({ subject: sellerId, time: at(), data }));
  expect((await mailTo(suite.mailUrl, joined.email)).subject).toBe('Anda mendapat peran di sebuah toko di Wadah');
  const toOwner = await mailTo(suite.mailUrl, owner.email);
  expect(toOwner.text).toContain('Siti Rahayu sekarang pemilik di toko Anda.');
  expect(await mailsTo(suite.mailUrl, joined.email)).toHaveLength(1);
});

test('whoever founds a store is told of no new member', async () => {
  const { sellerId } = suite.fresh();
  const [founder] = members(sellerId, 'seller_owner', 1);
  const data = { accountId: founder.accountId, organisationId: sellerId, organisationKind: 'seller', role: 'seller_owner' } as const;
  await suite.sender.publish(membershipChangedV1.from({ subject: sellerId, time: at(), data }));
  await eventually('the owners’ message is shared among nobody', () =>
    suite.messages().findOne({ 'notice.template': 'store_member', 'notice.facts.sellerId': sellerId, status: 'shared' }),
  );
  expect(await suite.messages().countDocuments({ accountId: founder.accountId })).toBe(1);
});

test('a case that waits too long is told to the operators', async () => {
  const { orderId } = suite.fresh();
  const [operator] = members('platform', 'operator', 1);
  const data = { ...sellerOrderDecisionOverdueV1.example, orderId };
  await suite.sender.publish(sellerOrderDecisionOverdueV1.from({ subject: orderId, time: at(), data }));
  const { subject, html } = await mailTo(suite.mailUrl, operator.email);
  expect(subject).toBe('Pesanan WDH-20261124-7K3F9Q sudah tiga hari menunggu keputusan');
  expect(html).toContain(`/decisions/${data.sellerOrderId}`);
});

test('a contested delivery is told to the buyer and to the seller’s people, each from their side', async () => {
  const { orderId, sellerId, accountId, email } = suite.fresh();
  suite.peers.contact(accountId, { email, locale: 'en' });
  const staff = suite.fresh();
  suite.peers.contact(staff.accountId, { email: staff.email, locale: 'en' });
  suite.peers.put(`/internal/organisations/${sellerId}/contacts`, {
    items: [{ accountId: staff.accountId, email: staff.email, name: 'A', locale: 'en', role: 'seller_staff' }],
  });
  const data = { ...sellerOrderContestedV1.example, orderId, sellerId, buyerId: accountId, reason: 'not_received' } as const;
  await suite.sender.publish(sellerOrderContestedV1.from({ subject: orderId, time: at(), data }));
  expect((await mailTo(suite.mailUrl, email)).text).toContain('You told us that you have not received it.');
  expect((await mailTo(suite.mailUrl, staff.email)).text).toContain('The buyer told us that it has not arrived.');
});

test('a change that a later release knows is told as any other change', async () => {
  const { accountId, email } = suite.fresh();
  suite.peers.contact(accountId, { email, locale: 'en' });
  const event = accountSecurityChangedV1.from({ subject: accountId, time: at(), data: { accountId, change: 'password_changed' } });
  await suite.sender.publish({ ...event, data: { accountId, change: 'came_later' } });
  expect((await mailTo(suite.mailUrl, email)).subject).toBe('The security of your Wadah account has changed');
});
