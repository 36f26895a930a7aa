import { eventually } from './eventually.ts';
import { call, mailUrl, must } from './http.ts';

export const password = 'wadah-demo-2026';

export const signIn = async (email: string): Promise<string> =>
  (await must('POST /v1/sessions', { body: { email, password } })).accessToken;

export type Mail = {
  readonly id: string;
  readonly to: { readonly address: string }[];
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
};

const ask = async (path: string): Promise<any> => {
  const response = await fetch(mailUrl() + path, { signal: AbortSignal.timeout(10_000) });
  return response.json();
};

/** What was caught does not change, so each mail is read once. */
const known = new Map<string, Promise<Mail>>();

const mailOf = (id: string): Promise<Mail> => {
  const mail = known.get(id) ?? (ask(`/api/email/${id}`) as Promise<Mail>);
  known.set(id, mail);
  return mail;
};

/** The newest hundred mails to an address, oldest first. */
export const mailsTo = async (address: string): Promise<readonly Mail[]> => {
  const { items } = await ask(`/api/email/summary?limit=100&search=${encodeURIComponent(address)}`);
  const mails = await Promise.all(items.map(({ id }: { id: string }) => mailOf(id)));
  return mails.filter((mail) => mail.to.some((to: { address: string }) => to.address === address)).reverse();
};

/** A mail as it came over the wire: each header on one line, then what it says. */
export const rawMail = async ({ id }: Mail): Promise<{ readonly headers: readonly string[]; readonly source: string }> => {
  const response = await fetch(`${mailUrl()}/api/email/${id}/source`, { signal: AbortSignal.timeout(10_000) });
  const source = await response.text();
  const [head = ''] = source.split('\r\n\r\n', 1);
  return { headers: head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n'), source };
};

/** The latest mail to an address with these words in its subject, once there are so many of them. */
export const mailed = (address: string, subject: string, count = 1): Promise<Mail> =>
  eventually(`${count} mails “${subject}” to ${address}`, async () => {
    const mails = (await mailsTo(address)).filter((mail) => mail.subject.includes(subject));
    return mails.length < count ? undefined : mails.at(-1);
  });

/** The secret of 160 bits that such a mail holds. */
export const secretTo = async (address: string, subject: string): Promise<string> => {
  const { text } = await mailed(address, subject);
  const code = /\b([A-Z2-7]{32})\b/.exec(text)?.[1];
  if (code === undefined) throw new Error(`No code in the mail to ${address}: ${text}`);
  return code;
};

export type Buyer = { readonly email: string; readonly token: string };

/** A new buyer with a proven address; each test takes its own, so that none depends on another's orders. */
export const newBuyer = async (name = 'Pembeli Uji'): Promise<Buyer> => {
  const email = `buyer-${crypto.randomUUID()}@wadah.test`;
  const { registrationId } = await must('POST /v1/accounts', { body: { email, password, name, locale: 'id' } });
  const code = await eventually(`the code for ${email}`, async () => {
    const [mail] = await mailsTo(email);
    return mail === undefined ? undefined : /\b(\d{6})\b/.exec(mail.text)?.[1];
  });
  const session = await must('POST /v1/accounts/verification', { body: { registrationId, code } });
  return { email, token: session.accessToken };
};

export type Seller = { readonly token: string; readonly sellerId: string };

/** The seller that a seeded account owns. */
export const sellerOf = async (email: string): Promise<Seller> => {
  const token = await signIn(email);
  const me = await must('GET /v1/me', { token });
  const membership = me.memberships.find((candidate: { kind: string }) => candidate.kind === 'seller');
  return { token, sellerId: membership.organisationId };
};

export const operatorToken = (): Promise<string> => signIn('operator@wadah.test');

/** A token that was confirmed with the password a moment ago. */
export const confirmed = async (token: string, otp?: string): Promise<string> =>
  (await must('POST /v1/sessions/current/confirmation', { token, body: { password, ...(otp === undefined ? {} : { otp }) } })).accessToken;

export type Invitee = { readonly role: string; readonly organisationId?: string; readonly email?: string };

/** A person of an organisation, invited by mail; what identity has not heard of yet it refuses for a moment. */
export const invited = async (inviter: string, invitee: Invitee): Promise<{ readonly email: string }> => {
  const { email = `undangan-${crypto.randomUUID()}@wadah.test` } = invitee;
  const token = await confirmed(inviter);
  await eventually(
    'the invitation',
    async () => (await call('POST /v1/invitations', { token, body: { ...invitee, email } })).status === 201,
  );
  const code = await secretTo(email, 'Undangan');
  await must('POST /v1/invitations/acceptance', { body: { code, password, name: 'Anggota Uji' } });
  return { email };
};

/** A token of a session that was renewed: who holds it has not shown the password lately. */
export const unconfirmed = async (email: string): Promise<string> => {
  const { refreshToken } = await must('POST /v1/sessions', { body: { email, password } });
  return (await must('POST /v1/sessions/refresh', { body: { refreshToken } })).accessToken;
};
