import { ok, reject } from '@wadah/kit';
import nodemailer from 'nodemailer';
import type { Mail, Mailer } from '../../app/ports.ts';
import { oneLine } from '../../domain/content.ts';

export type SmtpOptions = {
  /** With user and password where the server wants them. */
  readonly url: string;
  readonly from: string;
  readonly connectionsMax: number;
};

const mailAddress = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

const statusOf = (error: unknown): number =>
  error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : 0;

const aboutRecipient = (error: unknown): boolean => error instanceof Error && 'command' in error && error.command === 'RCPT TO';

const named = (error: unknown, field: 'code' | 'command'): string => {
  const value: unknown = error instanceof Error && field in error ? Reflect.get(error, field) : undefined;
  return typeof value === 'string' && /^[A-Z ]{1,20}$/.test(value) ? value : 'unknown';
};

/** What a mail server says of a mail names its address, and errors are logged: so only numbers and names of ours go on. */
const notTaken = (error: unknown): Error =>
  new Error(`The mail server took no mail: ${named(error, 'code')} at ${named(error, 'command')}, status ${statusOf(error)}.`);

const undeliverable = reject('unprocessable', 'undeliverable', 'The mail server takes no mail for this address.');

/** RFC 8058: a mail program posts to the address at one click; its request carries no more than the code in the path. */
const unsubscribing = (url: string | undefined): Readonly<Record<string, string>> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** Sends through one SMTP server with few connections; what it refuses for the address for good is no reason to come back. */
export const smtpMailer = ({ url, from, connectionsMax }: SmtpOptions): Mailer & { close(): void } => {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: connectionsMax,
    connectionTimeout: 3_000,
    greetingTimeout: 3_000,
    // Well under the ten seconds in which a process must stop.
    socketTimeout: 5_000,
    // A template is text and nothing else; it may neither read files nor fetch pages.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  const send = async ({ messageId, to, subject, text, html, language, unsubscribeUrl }: Mail): Promise<void> => {
    await transport.sendMail({
      from,
      to: { name: oneLine(to.name), address: to.address },
      subject: oneLine(subject),
      messageId,
      text,
      html,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language, ...unsubscribing(unsubscribeUrl) },
    });
  };

  return {
    send: async (mail) => {
      if (!mailAddress.test(mail.to.address)) return undeliverable;
      try {
        await send(mail);
        return ok(undefined);
      } catch (error) {
        if (aboutRecipient(error) && statusOf(error) >= 550 && statusOf(error) < 560) return undeliverable;
        throw notTaken(error);
      }
    },
    close: () => transport.close(),
  };
};
