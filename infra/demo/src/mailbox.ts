import { eventually } from './eventually.ts';

export type Mail = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string; readonly at: Date };

type CaughtMail = { id: string; to?: { address: string }[]; subject?: string; text?: string; time: string };

export type Mailbox = {
  all(): Promise<readonly Mail[]>;
  /** The newest mail to an address whose text matches; the first group of the pattern is returned. */
  codeTo(address: string, pattern: RegExp, notBefore: Date): Promise<string>;
};

/** Reads the mail catcher as a person would read their inbox. */
export const mailboxAt = (baseUrl: string): Mailbox => {
  const all = async (): Promise<readonly Mail[]> => {
    const response = await fetch(new URL('/api/email', baseUrl), { signal: AbortSignal.timeout(10_000) });
    const mails = (await response.json()) as CaughtMail[];
    return mails.map((mail) => ({
      id: mail.id,
      to: mail.to?.[0]?.address ?? '',
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      at: new Date(mail.time),
    }));
  };
  const codeTo = (address: string, pattern: RegExp, notBefore: Date): Promise<string> =>
    eventually(`a mail to ${address}`, async () => {
      const mine = (await all()).filter((mail) => mail.to === address && mail.at >= notBefore);
      return mine
        .reverse()
        .map((mail) => pattern.exec(mail.text)?.[1])
        .find((code) => code !== undefined);
    });
  return { all, codeTo };
};
