import { setTimeout as pause } from 'node:timers/promises';
import { BenchFailure, type Client } from './client.ts';

const PASSWORD = 'wadah-demo-2026';
const MAIL_MS_MAX = 60_000;
const codePattern = /\b(\d{6})\b/;

type Session = { readonly accessToken: string };
type CaughtMail = { readonly to?: readonly { readonly address: string }[]; readonly text?: string };

export const signIn = async (api: Client, email: string): Promise<string | undefined> => {
  const answer = await api.call<Session>('POST /v1/sessions', { body: { email, password: PASSWORD }, accept: [401] });
  return answer.status === 401 ? undefined : answer.body.accessToken;
};

const codeFor = async (mail: Client, email: string): Promise<string> => {
  const until = performance.now() + MAIL_MS_MAX;
  for (;;) {
    const { body } = await mail.call<readonly CaughtMail[]>('GET /api/email');
    const mine = body.filter(({ to }) => to?.[0]?.address === email);
    const code = codePattern.exec(mine.at(-1)?.text ?? '')?.[1];
    if (code !== undefined) return code;
    if (performance.now() > until) throw new BenchFailure(`No mail came to ${email}.`);
    await pause(100);
  }
};

const register = async (api: Client, mail: Client, email: string): Promise<string> => {
  const account = { email, password: PASSWORD, name: 'Pembeli Uji', locale: 'id' };
  const { body } = await api.call<{ registrationId: string }>('POST /v1/accounts', { body: account });
  const proof = { registrationId: body.registrationId, code: await codeFor(mail, email) };
  return (await api.call<Session>('POST /v1/accounts/verification', { body: proof })).body.accessToken;
};

/** Access tokens of as many buyers, each with an account of its own; those of an earlier run are used again. */
export const buyerTokens = async (api: Client, mail: Client, count: number): Promise<readonly string[]> => {
  const tokens: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const email = `bench-buyer-${number}@wadah.test`;
    tokens.push((await signIn(api, email)) ?? (await register(api, mail, email)));
  }
  return tokens;
};
