import { generateKeyPair, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import jwt from 'jsonwebtoken';

export type TestMembership = { readonly organisationId: string; readonly kind: string; readonly role: string };

export type UserTokenOptions = {
  readonly accountId: string;
  readonly memberships?: readonly TestMembership[];
  /** Roles that belong to no organisation; `buyer` and the memberships' roles are added. */
  readonly roles?: readonly string[];
  readonly sessionId?: string;
  readonly confirmedAt?: Date;
  readonly locale?: 'id' | 'en';
  readonly now?: Date;
  readonly lifeSeconds?: number;
};

export type ClientTokenOptions = {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly organisationId?: string;
  readonly now?: Date;
};

export type ServiceTokenOptions = { readonly service: string; readonly audience: string; readonly scope: string; readonly now?: Date };

export type TestTokens = {
  /** Base address that serves `/.well-known/jwks.json`, as identity does. */
  readonly identityUrl: string;
  readonly jwksUrl: string;
  user(options: UserTokenOptions): string;
  client(options: ClientTokenOptions): string;
  service(options: ServiceTokenOptions): string;
  /** Any claims and header, for forged and expired tokens. */
  sign(claims: object, header?: { readonly kid?: string }): string;
  stop(): Promise<void>;
};

const seconds = (at: Date = new Date()): number => Math.floor(at.getTime() / 1000);

const userClaims = (options: UserTokenOptions): object => {
  const memberships = options.memberships ?? [];
  const iat = seconds(options.now);
  return {
    iss: 'wadah',
    aud: 'wadah',
    sub: options.accountId,
    sid: options.sessionId ?? `ses_${randomUUID()}`,
    roles: [...new Set(['buyer', ...memberships.map(({ role }) => role), ...(options.roles ?? [])])],
    memberships,
    ...(options.confirmedAt === undefined ? {} : { confirmedAt: seconds(options.confirmedAt) }),
    ...(options.locale === undefined ? {} : { locale: options.locale }),
    iat,
    exp: iat + (options.lifeSeconds ?? 900),
  };
};

const clientClaims = ({ clientId, scopes, organisationId, now }: ClientTokenOptions): object => {
  const iat = seconds(now);
  const owner = organisationId === undefined ? {} : { organisationId };
  return { iss: 'wadah', aud: 'wadah', sub: clientId, client_id: clientId, scope: scopes.join(' '), ...owner, iat, exp: iat + 900 };
};

const serviceClaims = ({ service, audience, scope, now }: ServiceTokenOptions): object => {
  const iat = seconds(now);
  return { iss: 'wadah', aud: audience, sub: `service-${service}`, client_id: `service-${service}`, scope, iat, exp: iat + 300 };
};

const serveJwks = async (jwks: object) => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/.well-known/jwks.json' ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, stop };
};

/** Stands in for identity: a key of its own, its JWKS over real HTTP, and tokens signed by it. */
export const tokens = async (): Promise<TestTokens> => {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const testKid = `test-${randomUUID()}`;
  const server = await serveJwks({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: testKid, alg: 'RS256', use: 'sig' }] });
  const sign = (claims: object, { kid = testKid }: { readonly kid?: string } = {}) =>
    jwt.sign(claims, privateKey, { algorithm: 'RS256', keyid: kid });
  return {
    identityUrl: server.url,
    jwksUrl: `${server.url}/.well-known/jwks.json`,
    user: (options) => sign(userClaims(options)),
    client: (options) => sign(clientClaims(options)),
    service: (options) => sign(serviceClaims(options)),
    sign,
    stop: server.stop,
  };
};
