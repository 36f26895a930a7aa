import { eventually } from '@wadah/testing';

export type CaughtMail = {
  readonly id: string;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, unknown>>;
};

type Listed = CaughtMail & { readonly to: readonly { readonly address: string }[] };

/** The catcher's mails to one address. */
export const mailsTo = async (mailUrl: string, address: string): Promise<readonly CaughtMail[]> => {
  const response = await fetch(`${mailUrl}/api/email`, { signal: AbortSignal.timeout(5_000) });
  const mails = (await response.json()) as Listed[];
  return mails.filter(({ to }) => to.some((one) => one.address === address));
};

export const mailTo = (mailUrl: string, address: string): Promise<CaughtMail> =>
  eventually(`a mail to ${address}`, async () => (await mailsTo(mailUrl, address))[0], { everyMs: 100, timeoutMs: 15_000 });

/** Headers as they were sent, unfolded (RFC 5322 §2.2.3); the catcher's own list of them leaves some out. */
export const sentHeadersOf = async (mailUrl: string, { id }: CaughtMail): Promise<string> => {
  const response = await fetch(`${mailUrl}/api/email/${id}/source`, { signal: AbortSignal.timeout(5_000) });
  const source = (await response.text()).replaceAll('\r\n', '\n');
  return source.slice(0, source.indexOf('\n\n')).replaceAll(/\n(?=[ \t])/g, '');
};
