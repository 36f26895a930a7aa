import { type Api, DemoFailure } from './api.ts';
import { eventually } from './eventually.ts';
import type { Mailbox } from './mailbox.ts';

export type Session = { readonly accessToken: string; readonly refreshToken: string };

export type People = {
  /** Signs in, and registers and proves the address first where the account doesn't exist yet. */
  enter(email: string, name: string): Promise<Session>;
  signIn(email: string): Promise<Session | undefined>;
  accept(code: string, name: string): Promise<Session>;
  /** Waits for a membership that an event brings, then refreshes so that the token carries it. */
  withMembership(session: Session, organisationId: string): Promise<Session>;
};

type Me = { readonly memberships: readonly { readonly organisationId: string }[] };

const codePattern = /\b(\d{6})\b/;

export const people = (api: Api, mailbox: Mailbox, password: string): People => {
  const signIn = async (email: string): Promise<Session | undefined> => {
    const answer = await api.call<Session>('POST /v1/sessions', { body: { email, password }, accept: [401] });
    return answer.status === 401 ? undefined : answer.body;
  };
  const register = async (email: string, name: string): Promise<Session> => {
    const startedAt = new Date(Date.now() - 1_000);
    const { body } = await api.call<{ registrationId: string }>('POST /v1/accounts', { body: { email, password, name, locale: 'id' } });
    const code = await mailbox.codeTo(email, codePattern, startedAt);
    return (await api.call<Session>('POST /v1/accounts/verification', { body: { registrationId: body.registrationId, code } })).body;
  };
  const enter = async (email: string, name: string): Promise<Session> => (await signIn(email)) ?? (await register(email, name));
  const accept = async (code: string, name: string): Promise<Session> =>
    (await api.call<Session>('POST /v1/invitations/acceptance', { body: { code, password, name } })).body;
  const withMembership = async (session: Session, organisationId: string): Promise<Session> => {
    await eventually(`the membership in ${organisationId}`, async () => {
      const me = await api.call<Me>('GET /v1/me', { token: session.accessToken });
      return me.body.memberships.some((membership) => membership.organisationId === organisationId) ? true : undefined;
    });
    const fresh = await api.call<Session>('POST /v1/sessions/refresh', { body: { refreshToken: session.refreshToken } });
    if (fresh.body.accessToken === '') throw new DemoFailure('The refreshed session holds no token.');
    return fresh.body;
  };
  return { enter, signIn, accept, withMembership };
};
