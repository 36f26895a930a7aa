import { createLogger } from '@wadah/service';
import { smtpMailer } from '../src/adapters/smtp/mailer.ts';
import { smtpServer, type SmtpServer } from './support/smtp-server.ts';

let smtp: SmtpServer;
beforeAll(async () => {
  smtp = await smtpServer();
});
afterAll(() => smtp.stop());

test('what a mail server says of an address stands in no log', async () => {
  const mailer = smtpMailer({ url: smtp.url, from: 'Wadah <no-reply@wadah.example>', connectionsMax: 1 });
  const address = 'siti.rahayu@wadah.test';
  smtp.state.rcptAnswer = `451 4.2.1 <${address}>: mailbox of Siti Rahayu is busy`;
  const mail = {
    messageId: '<msg_1@wadah.example>',
    to: { name: 'Siti Rahayu', address },
    subject: 'x',
    text: '123456',
    html: '',
    language: 'id',
  };
  const thrown = await mailer.send(mail).catch((error: unknown) => error);
  mailer.close();
  const lines: string[] = [];
  const logger = createLogger({ service: 'notification', level: 'info', destination: { write: (line) => void lines.push(line) } });
  logger.warn({ err: thrown }, 'A due document is put off.');
  expect(lines.join('')).toContain('status 451');
  for (const secret of [address, 'Siti', '123456']) expect(lines.join('')).not.toContain(secret);
});
