import { clockAhead, MINUTE_MS } from './clock.ts';
import { callAt, call, gatewayUrl, must } from './http.ts';
import type { Caller } from './matrix.ts';
import { newClient, sideAt, type Client, type Side, type Things } from './matrix-side.ts';
import { confirmed, invited, operatorToken, password, signIn } from './people.ts';
import { oneTimePassword } from './second-factor.ts';

const scopes = ['listings:write', 'stock:write', 'seller-orders:read', 'seller-orders:write'] as const;

type Session = { readonly plain: string; readonly otp?: string };

type Tokens = { readonly confirmed?: string; readonly plain?: string };

export type World = {
  /** Things by the object of a line, for one caller. */
  readonly things: (object: string, caller: Caller) => Things;
  /** `other` holds every scope but the one that the route names. */
  readonly tokens: (caller: Caller, routeScope: string | undefined) => Tokens;
};

const somewhereElse = (things: Things): Things =>
  Object.fromEntries(
    Object.entries(things).map(([name, value]) => {
      const prefix = /^[a-z]{2,4}_/.exec(value)?.[0];
      return [name, prefix === undefined ? value : prefix + crypto.randomUUID()];
    }),
  );

const grantOf = async ({ clientId, clientSecret }: Client): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const answer = await callAt(gatewayUrl(), 'POST /oauth/token', {
    raw: new URLSearchParams(form).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });
  return answer.body.access_token;
};

/** Of this role people need a second factor; recovery codes stand in for the next half minutes. */
const auditorSession = async (operator: string): Promise<Session> => {
  const { email } = await invited(operator, { role: 'auditor' });
  const token = await confirmed(await signIn(email));
  const { secret } = await must('POST /v1/me/second-factor', { token, body: { password } });
  const body = { otp: oneTimePassword(secret) };
  const { recoveryCodes } = await must('POST /v1/me/second-factor/confirmation', { token, body });
  const { accessToken: plain } = await must('POST /v1/sessions', { body: { email, password, otp: recoveryCodes[0] } });
  return { plain, otp: recoveryCodes[1] };
};

const sessionsOf = async ({ buyer, staff, owner }: Side): Promise<Partial<Record<Caller, Session>>> => {
  const emails = { buyer: buyer.email, staff: staff.email, owner: owner.email, curator: 'curator-dinas-pertanian@wadah.test' };
  const operator = await operatorToken();
  const sessions = await Promise.all(Object.entries(emails).map(async ([caller, email]) => [caller, { plain: await signIn(email) }]));
  return { operator: { plain: operator }, auditor: await auditorSession(operator), ...Object.fromEntries(sessions) };
};

/** Who signs in is confirmed for five minutes, so the clock passes them; then everybody confirms a second token. */
const tokensOf = async (sessions: Partial<Record<Caller, Session>>): Promise<Partial<Record<Caller, Tokens>>> => {
  clockAhead(6 * MINUTE_MS);
  const tokens = await Promise.all(
    Object.entries(sessions).map(async ([caller, { plain, otp }]) => [caller, { plain, confirmed: await confirmed(plain, otp) }]),
  );
  return Object.fromEntries(tokens);
};

const accountIds = async (tokens: Partial<Record<Caller, Tokens>>): Promise<Partial<Record<Caller, string>>> =>
  Object.fromEntries(
    await Promise.all(
      Object.entries(tokens).map(async ([caller, { plain = '' }]) => [caller, (await call('GET /v1/me', { token: plain })).body.accountId]),
    ),
  );

const guestCart = async (own: Side): Promise<string> => {
  const { cartId } = await must('POST /v1/carts');
  await must(`PUT /v1/carts/${cartId}/lines/${own.things['variantId']}`, { body: { quantity: 1 } });
  return cartId;
};

const clientTokens = async (own: Side) => {
  const owner = await confirmed(await signIn(own.owner.email));
  const tokenWith = async (held: readonly string[]) => grantOf(await newClient(owner, own.owner.sellerId, held));
  const lacking = await Promise.all(scopes.map(async (scope) => [scope, await tokenWith(scopes.filter((held) => held !== scope))]));
  return { whole: await tokenWith(scopes), lacking: Object.fromEntries(lacking) as Readonly<Record<string, string>> };
};

/** Two sides that have nothing to do with each other, and everybody's tokens on the first. */
export const buildWorld = async (): Promise<World> => {
  const [own, foreign] = await Promise.all([sideAt('dinas-pertanian', 'madu'), sideAt('dinas-kelautan-perikanan', 'olahan-bandeng')]);
  const [sessions, clients, guestCartId] = await Promise.all([sessionsOf(own), clientTokens(own), guestCart(own)]);
  const people = await tokensOf(sessions);
  const operator = people.operator?.plain;
  const contested = await call(`GET /v1/seller-orders/${own.things['contestableId']}`, operator === undefined ? {} : { token: operator });
  const ids = await accountIds(people);
  const mine: Things = { ...own.things, guestCartId, contestedEtag: contested.headers.get('etag') ?? '' };
  const byObject = (object: string): Things => {
    if (object === 'foreign') return { ...mine, ...foreign.things };
    return object === 'absent' ? { ...somewhereElse(mine), provider: 'nobody' } : mine;
  };
  return {
    things: (object, caller) => ({
      ...byObject(object),
      ...(object === 'absent' ? {} : { accountId: ids[caller] ?? `acc_${crypto.randomUUID()}` }),
    }),
    tokens: (caller, routeScope) => {
      if (caller === 'client') return { confirmed: clients.whole };
      if (caller === 'other') return { confirmed: clients.lacking[routeScope ?? 'stock:write'] ?? '' };
      return people[caller] ?? {};
    },
  };
};
