import { ok, reject } from '@wadah/kit';
import { createMetrics } from '@wadah/service';
import { measuredMailer } from '../src/adapters/smtp/measured-mailer.ts';
import type { Mail, Mailer } from '../src/app/ports.ts';

const mail = {} as Mail;

test.each<[string, Mailer['send']]>([
  ['sent', async () => ok(undefined)],
  ['refused', async () => reject('unprocessable', 'undeliverable', 'x')],
  ['failed', () => Promise.reject(new Error('away'))],
])('a mail that was %s is counted as that', async (outcome, send) => {
  const metrics = createMetrics('notification');
  await measuredMailer({ send }, metrics)
    .send(mail)
    .catch(() => undefined);
  const text = await metrics.registry.metrics();
  expect(text).toContain(`notification_mails_total{outcome="${outcome}",service="notification"} 1`);
  expect(text).toContain(`notification_mail_seconds_count{service="notification",outcome="${outcome}"} 1`);
});

test('who sends gets the answer unchanged', async () => {
  const refused = reject('unprocessable', 'undeliverable', 'x');
  expect(await measuredMailer({ send: async () => refused }, createMetrics('notification')).send(mail)).toBe(refused);
});
