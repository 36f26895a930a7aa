import { ok, reject, type Result } from '@wadah/kit';
import { ACCESS_SECONDS } from './open-session.ts';
import type { AccessTokens, Clients, ServiceClients, Vault } from './ports.ts';

export const SERVICE_TOKEN_SECONDS = 300;

export type GrantDeps = {
  readonly clients: Clients;
  readonly tokens: AccessTokens;
  readonly vault: Vault;
  readonly serviceClients: Pick<ServiceClients, 'load'>;
};

export type TokenRequest = {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope?: string;
  /** The service to be called; for our own services only. */
  readonly audience?: string;
};

export type GrantedToken = { readonly accessToken: string; readonly expiresIn: number; readonly scope: string };

export type GrantTokenUseCase = (request: TokenRequest) => Promise<Result<GrantedToken>>;

/** The codes of RFC 6749 §5.2 with our spelling; the route turns them back. */
const invalidClient = (): Result<never> => reject('unauthenticated', 'invalid-client', 'Client id or secret is wrong.');
const invalidScope = (): Result<never> => reject('invalid', 'invalid-scope', 'This client does not hold that scope.');

const wordsOf = (scope: string | undefined): readonly string[] => (scope ?? '').split(' ').filter((word) => word !== '');

const SERVICE_PREFIX = 'service-';

const grantService = async ({ tokens, serviceClients, vault }: GrantDeps, request: TokenRequest): Promise<Result<GrantedToken>> => {
  const { clientId, clientSecret, scope = '', audience = '' } = request;
  const client = await serviceClients.load(clientId);
  if (client === undefined || !vault.sameHash(client.secretHash, vault.hash(clientSecret, 'client'))) return invalidClient();
  if (!client.grants.some((grant) => grant.audience === audience && grant.scope === scope)) return invalidScope();
  return ok({ accessToken: tokens.service({ clientId, audience, scope }), expiresIn: SERVICE_TOKEN_SECONDS, scope });
};

const grantClient = async ({ clients, tokens, vault }: GrantDeps, request: TokenRequest): Promise<Result<GrantedToken>> => {
  const client = await clients.load(request.clientId);
  if (client.status !== 'open' || !vault.sameHash(client.secretHash, vault.hash(request.clientSecret, 'client'))) return invalidClient();
  const asked = wordsOf(request.scope);
  const scopes: readonly string[] = client.scopes;
  if (!asked.every((word) => scopes.includes(word))) return invalidScope();
  const scope = (asked.length === 0 ? scopes : asked).join(' ');
  const owner = client.organisationId === undefined ? {} : { organisationId: client.organisationId };
  return ok({ accessToken: tokens.client({ clientId: client.clientId, scope, ...owner }), expiresIn: ACCESS_SECONDS, scope });
};

/** client_credentials (RFC 6749 §4.4), for outside clients and for our own services. */
export const grantToken =
  (deps: GrantDeps): GrantTokenUseCase =>
  (request) =>
    request.clientId.startsWith(SERVICE_PREFIX) ? grantService(deps, request) : grantClient(deps, request);
