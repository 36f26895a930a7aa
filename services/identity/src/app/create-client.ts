import { mapResult, type Now, type Result } from '@wadah/kit';
import { decideCreateClient, type ClientScope } from '../domain/client.ts';
import { heldMemberships } from './acting.ts';
import type { Clients, Organisations, Secrets, Vault } from './ports.ts';

export type CreateClientDeps = {
  readonly clients: Clients;
  readonly organisations: Organisations;
  readonly secrets: Secrets;
  readonly vault: Vault;
  readonly now: Now;
};

export type NewClient = {
  readonly clientId: string;
  readonly name: string;
  readonly scopes: readonly ClientScope[];
  readonly organisationId?: string;
  readonly createdBy: string;
  /** Of who makes it, as the token tells them. */
  readonly roles: readonly string[];
};

export type CreatedClient = { readonly clientId: string; readonly clientSecret: string };

export type CreateClientUseCase = (client: NewClient) => Promise<Result<CreatedClient>>;

/** The secret is shown once; what is kept is its keyed hash. */
export const createClient =
  ({ clients, organisations, secrets, vault, now }: CreateClientDeps): CreateClientUseCase =>
  async ({ roles, ...client }) => {
    const clientSecret = secrets.clientSecret();
    const memberships = await heldMemberships(organisations, { accountId: client.createdBy, roles });
    const command = { ...client, secretHash: vault.hash(clientSecret, 'client'), memberships, createdAt: now() };
    const created = await clients.update(client.clientId, (found) => decideCreateClient(found, command));
    return mapResult(created, () => ({ clientId: client.clientId, clientSecret }));
  };
