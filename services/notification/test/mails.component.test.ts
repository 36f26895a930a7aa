import {
  accountCodeRequestedV1,
  listingReturnedV1,
  orderCancelledV1,
  orderPaidV1,
  paymentRequestedV1,
  sellerOrderOpenedV1,
  sellerReturnedV1,
} from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { mailsTo, mailTo } from './support/mailbox.ts';
import { startSuite, type Suite } from './support/start.ts';

let suite: Suite;
beforeAll(async () => {
  suite = await startSuite();
});
afterAll(() => suite.stop());

const at = () => new Date();
const statusOf = (accountId: string) => suite.messages().findOne({ accountId });

test('a code is mailed to the address that identity names, in the asked language and without any name', async () => {
  const { codeId, email } = suite.fresh();
  suite.peers.put(`/internal/codes/${codeId}`, { email, name: 'Klik <a href=x>', code: '271828', locale: 'en', purpose: 'verification' });
  const data = { codeId, purpose: 'verification', locale: 'en' } as const;
  await suite.sender.publish(accountCodeRequestedV1.from({ subject: codeId, time: at(), data }));
  const mail = await mailTo(suite.mailUrl, email);
  expect(mail.subject).toBe('Your Wadah registration code');
  expect(/\b(\d{6})\b/.exec(mail.text)?.[1]).toBe('271828');
  expect(mail.text + mail.html).not.toContain('Klik');
});

test('an invitation carries its code as text and as a link', async () => {
  const { codeId, email } = suite.fresh();
  const secret = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  suite.peers.put(`/internal/codes/${codeId}`, { email, code: secret, locale: 'id', purpose: 'invitation' });
  await suite.sender.publish(
    accountCodeRequestedV1.from({ subject: codeId, time: at(), data: { codeId, purpose: 'invitation', locale: 'id' } }),
  );
  const mail = await mailTo(suite.mailUrl, email);
  expect(/\b([A-Z2-7]{32})\b/.exec(mail.text)?.[1]).toBe(secret);
  expect(mail.html).toContain(`href="http://shop.example/invitations#code=${secret}"`);
});

test('a code that is over is not mailed, and its message ends', async () => {
  const { codeId } = suite.fresh();
  await suite.sender.publish(
    accountCodeRequestedV1.from({ subject: codeId, time: at(), data: { codeId, purpose: 'verification', locale: 'id' } }),
  );
  await eventually('it is dropped', () =>
    suite.messages().findOne({ 'notice.facts.codeId': codeId, status: 'dropped', dueAt: { $exists: false } }),
  );
});

test('a purpose that is not known yet makes no mail and stops nothing', async () => {
  const { codeId, accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  const data = { codeId, purpose: 'verification', locale: 'id' } as const;
  const event = accountCodeRequestedV1.from({ subject: codeId, time: at(), data });
  await suite.sender.publish({ ...event, data: { ...data, purpose: 'dance' } });
  await suite.sender.publish(
    orderCancelledV1.from({ subject: orderId, time: at(), data: { ...orderCancelledV1.example, orderId, buyerId: accountId } }),
  );
  await mailTo(suite.mailUrl, email);
  expect(await suite.messages().findOne({ 'notice.facts.codeId': codeId })).toBeNull();
});

test('the buyer is told how to pay: number, amount and until when', async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email, name: 'Siti' });
  const data = { ...paymentRequestedV1.example, orderId, buyerId: accountId, expiresAt: '2099-11-24T08:00:00.000Z' };
  await suite.sender.publish(paymentRequestedV1.from({ subject: data.paymentId, time: at(), data }));
  const { subject, text, html } = await mailTo(suite.mailUrl, email);
  expect(subject).toBe('Cara membayar pesanan WDH-20261124-7K3F9Q');
  for (const part of ['Halo Siti', '1370000012345678', 'Rp79.000', '24 November 2099 15.00 WIB', 'Virtual account Bank Banten']) {
    expect(text).toContain(part);
    expect(html).toContain(part);
  }
});

test('nobody is told to pay when the time to pay is over, as after an outage; the feed still says it', async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  const data = { ...paymentRequestedV1.example, orderId, buyerId: accountId, expiresAt: new Date(Date.now() - 1_000).toISOString() };
  await suite.sender.publish(paymentRequestedV1.from({ subject: data.paymentId, time: at(), data }));
  const ended = await eventually('the message has ended', async () => {
    const found = await statusOf(accountId);
    return found !== null && found.status !== 'pending' ? found : undefined;
  });
  expect(ended).toMatchObject({ status: 'dropped', reason: 'too-late', accountId });
  expect(await mailsTo(suite.mailUrl, email)).toEqual([]);
});

test('an event that is delivered twice makes one mail', async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  const event = orderCancelledV1.from({ subject: orderId, time: at(), data: { ...orderCancelledV1.example, orderId, buyerId: accountId } });
  const id = await suite.sender.publish(event);
  await suite.sender.publish(event, { id });
  const after = suite.fresh();
  suite.peers.contact(after.accountId, { email: after.email });
  const marker = { ...orderCancelledV1.example, orderId, buyerId: after.accountId };
  await suite.sender.publish(orderCancelledV1.from({ subject: orderId, time: at(), data: marker }), { sequence: 2 });
  await mailTo(suite.mailUrl, after.email);
  await eventually('the first mail is out', async () => (await statusOf(accountId))?.['status'] === 'sent');
  expect(await mailsTo(suite.mailUrl, email)).toHaveLength(1);
});

const orderDetails = (sellerId: string) => ({
  lines: [
    { title: 'Gula aren <b>cetak</b>', variantName: '1 kg', quantity: 2, unitPriceRupiah: 32_000, sellerId, sellerName: 'Baduy' },
    { title: 'Tas anyam', variantName: '', quantity: 1, unitPriceRupiah: 90_000, sellerId: 'sel_other', sellerName: 'Lain' },
  ],
  sellerOrders: [{ sellerOrderId: sellerOrderOpenedV1.example.sellerOrderId, sellerId, sellerName: 'Baduy', pickUpCode: 'K7P2' }],
});

test('a new sale is told to every owner and staff member, each in their language, with that seller’s part and no pick-up code', async () => {
  const { sellerId, orderId } = suite.fresh();
  const [owner, staff] = [suite.fresh(), suite.fresh()];
  const member = ({ accountId, email }: typeof owner, locale: string, role: string) => ({ accountId, email, name: 'A', locale, role });
  suite.peers.put(`/internal/organisations/${sellerId}/contacts`, {
    items: [member(owner, 'id', 'seller_owner'), member(staff, 'en', 'seller_staff')],
  });
  suite.peers.contact(owner.accountId, { email: owner.email });
  suite.peers.contact(staff.accountId, { email: staff.email, locale: 'en' });
  suite.peers.put(`/internal/orders/${orderId}`, orderDetails(sellerId));
  const data = { ...sellerOrderOpenedV1.example, orderId, sellerId };
  await suite.sender.publish(sellerOrderOpenedV1.from({ subject: orderId, time: at(), data }));
  const [toOwner, toStaff] = await Promise.all([mailTo(suite.mailUrl, owner.email), mailTo(suite.mailUrl, staff.email)]);
  expect(toOwner.subject).toBe('Pesanan baru WDH-20261124-7K3F9Q sudah dibayar');
  expect(toStaff.subject).toBe('New order WDH-20261124-7K3F9Q is paid');
  expect(toOwner.text).toContain('2 × Gula aren <b>cetak</b> (1 kg), Rp32.000');
  expect(toOwner.html).toContain('Gula aren &lt;b&gt;cetak&lt;/b&gt;');
  expect(toOwner.text).not.toContain('Tas anyam');
  expect(toOwner.text + toStaff.text).not.toContain('K7P2');
});

test('the pick-up code stands in the buyer’s mail', async () => {
  const { sellerId, orderId, accountId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  suite.peers.put(`/internal/orders/${orderId}`, orderDetails(sellerId));
  await suite.sender.publish(
    orderPaidV1.from({ subject: orderId, time: at(), data: { ...orderPaidV1.example, orderId, buyerId: accountId } }),
  );
  const { text } = await mailTo(suite.mailUrl, email);
  expect(text).toContain('K7P2');
  expect(text).toContain('Tas anyam');
});

test('a returned application and a returned listing are told with the reasons that their services know', async () => {
  const { sellerId, listingId, accountId, email } = suite.fresh();
  suite.peers.put(`/internal/organisations/${sellerId}/contacts`, {
    items: [{ accountId, email, name: 'A', locale: 'id', role: 'seller_owner' }],
  });
  suite.peers.contact(accountId, { email });
  const reasons = [{ field: 'nib', reason: 'Nomornya tidak ditemukan' }];
  suite.peers.put(`/internal/sellers/${sellerId}/review`, { name: 'Toko Baduy', decision: 'return', reasons, note: 'Lampirkan ulang' });
  suite.peers.put(`/internal/listings/${listingId}/review`, { title: 'Madu hutan', decision: 'return', reasons: [], note: 'Foto buram' });
  const { agencyId } = sellerReturnedV1.example;
  await suite.sender.publish(sellerReturnedV1.from({ subject: sellerId, time: at(), data: { sellerId, agencyId } }));
  await suite.sender.publish(listingReturnedV1.from({ subject: listingId, time: at(), data: { listingId, sellerId, agencyId } }));
  const both = await eventually('both mails', async () => {
    const mails = await mailsTo(suite.mailUrl, email);
    return mails.length === 2 ? mails.map(({ text }) => text).join('\n') : undefined;
  });
  for (const part of ['“Toko Baduy”', 'nib: Nomornya tidak ditemukan', 'Lampirkan ulang', '“Madu hutan”', 'Foto buram'])
    expect(both).toContain(part);
});

test('while identity is down mails wait, and go out when it is back', async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email });
  suite.peers.setDown(true);
  await suite.sender.publish(
    orderCancelledV1.from({ subject: orderId, time: at(), data: { ...orderCancelledV1.example, orderId, buyerId: accountId } }),
  );
  await eventually('the message is written', () => statusOf(accountId));
  await eventually('it was tried in vain', async () => {
    const metrics = await suite.running.service.chassis.metrics.registry.metrics();
    return /wadah_due_worker_runs_total\{[^}]*outcome="failed"[^}]*\} [1-9]/.test(metrics);
  });
  expect((await statusOf(accountId))?.['status']).toBe('pending');
  suite.peers.setDown(false);
  await mailTo(suite.mailUrl, email);
});

test('an account with an unknown language is written to in Indonesian', async () => {
  const { accountId, orderId, email } = suite.fresh();
  suite.peers.contact(accountId, { email, locale: 'su' });
  await suite.sender.publish(
    orderCancelledV1.from({ subject: orderId, time: at(), data: { ...orderCancelledV1.example, orderId, buyerId: accountId } }),
  );
  expect((await mailTo(suite.mailUrl, email)).subject).toBe('Pesanan WDH-20261124-7K3F9Q dibatalkan');
});

test('an account that is gone gets no mail, and nothing is tried again', async () => {
  const { accountId, orderId } = suite.fresh();
  await suite.sender.publish(
    orderCancelledV1.from({ subject: orderId, time: at(), data: { ...orderCancelledV1.example, orderId, buyerId: accountId } }),
  );
  await eventually('it is dropped', async () => (await statusOf(accountId))?.['status'] === 'dropped');
  expect(await statusOf(accountId)).not.toHaveProperty('dueAt');
});

test('no name, address or code is kept', async () => {
  const stored = JSON.stringify(await suite.messages().find().toArray());
  for (const secret of ['@wadah.test', 'Siti', '271828', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 'K7P2', 'Madu hutan'])
    expect(stored).not.toContain(secret);
});
