import { newId } from '@wadah/kit';
import { sellerAppliedV1, sellerVerifiedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { fromBase32 } from '../../src/adapters/crypto/base32.ts';
import { hotp, stepAt } from '../../src/adapters/crypto/totp.ts';
import { inviteFirstOperator } from '../../src/adapters/cli/first-operator.ts';
import { actors, newEmail, password, type Answer, type Identity } from './identity.ts';

/** Of a domain that no configuration exempts from the second factor. */
export const unexempt = (): string => newEmail().replace('@wadah.test', '@dinas.example');

export type Entered = { readonly email: string; readonly accessToken: string; readonly refreshToken: string; readonly accountId: string };

/** The code of an app at so many steps from now. */
export const codeOf = (secret: string, stepsFromNow = 0, now = new Date()): string => hotp(fromBase32(secret), stepAt(now) + stepsFromNow);

/** People of the platform, and sellers with an owner. */
export const staff = (identity: () => Identity) => {
  const { call, join, mailed } = actors(identity);

  const entered = async (email: string, answer: Answer): Promise<Entered> => {
    const accessToken = String(answer.body['accessToken']);
    const me = await call('GET /v1/me', { token: accessToken });
    return { email, accessToken, refreshToken: String(answer.body['refreshToken']), accountId: String(me.body['accountId']) };
  };

  const accept = async (email: string, code: string): Promise<Entered> =>
    entered(email, await call('POST /v1/invitations/acceptance', { body: { code, password, name: 'Staf' } }));

  const firstOperator = async (): Promise<Entered> => {
    const email = newEmail();
    const printed = await inviteFirstOperator(identity().config(), email);
    return accept(email, /\b([A-Z2-7]{32})\b/.exec(printed.ok ? printed.value : '')?.[1] ?? '');
  };

  const invite = (by: Entered, body: object) => call('POST /v1/invitations', { token: by.accessToken, body });

  const codeFor = async (invited: Answer): Promise<string> => String((await mailed(String(invited.body['invitationId']))).body['code']);

  /** Invited by an operator and accepted; the second operator is the last that needs no approval. */
  const enter = async (by: Entered, role: string, email = newEmail()): Promise<Entered> =>
    accept(email, await codeFor(await invite(by, { email, role })));

  /** A verified seller of a new account. */
  const seller = async (): Promise<Entered & { readonly sellerId: string }> => {
    const owner = await join();
    const sellerId = newId('sel');
    const applied = { sellerId, agencyId: newId('agy'), founderAccountId: owner.accountId, again: false };
    const time = new Date();
    await identity().sender.publish(sellerAppliedV1.from({ subject: sellerId, time, data: applied }), { sequence: 1 });
    const data = { ...sellerVerifiedV1.example, sellerId };
    await identity().sender.publish(sellerVerifiedV1.from({ subject: sellerId, time, data }), { sequence: 2 });
    await identity().captured.waitFor('membership.changed.v1', { subject: sellerId });
    return { ...owner, sellerId };
  };

  /** Another member of that seller. */
  const hire = async (owner: Entered & { readonly sellerId: string }, role: string): Promise<Entered> => {
    const email = newEmail();
    const invited = await eventually('the seller may invite', async () => {
      const answer = await invite(owner, { email, role, organisationId: owner.sellerId });
      return answer.status === 201 ? answer : undefined;
    });
    return accept(email, await codeFor(invited));
  };

  /** An authenticator app for somebody; its code of a step ago is used up by it. */
  const enrol = async ({ accessToken: token }: Entered) => {
    const begun = await call('POST /v1/me/second-factor', { token, body: { password } });
    const secret = String(begun.body['secret']);
    const confirmed = await call('POST /v1/me/second-factor/confirmation', { token, body: { otp: codeOf(secret, -1) } });
    return { secret, begun, confirmed, recoveryCodes: confirmed.body['recoveryCodes'] as unknown as readonly string[] };
  };

  const signIn = (email: string, otp?: string, given = password) =>
    call('POST /v1/sessions', { body: { email, password: given, ...(otp === undefined ? {} : { otp }) } });

  return { accept, firstOperator, invite, codeFor, enter, seller, hire, enrol, signIn };
};
