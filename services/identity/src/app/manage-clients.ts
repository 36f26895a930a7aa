import { mapResult, ok, type Now, type Result } from '@wadah/kit';
import { decideCloseClient, decideRenewSecret, mayManageClients, type OpenClient } from '../domain/client.ts';
import { heldMemberships, type Acting } from './acting.ts';
import type { CreatedClient } from './create-client.ts';
import type { ClientPage, Clients, Organisations, Secrets, Vault } from './ports.ts';

export type ClientDeps = {
  readonly clients: Clients;
  readonly organisations: Organisations;
  readonly secrets: Pick<Secrets, 'clientSecret'>;
  readonly vault: Vault;
  readonly now: Now;
};

export type ListClientsUseCase = (page: ClientPage & { readonly acting: Acting }) => Promise<Result<readonly OpenClient[]>>;

/** An auditor reads those of no seller, as an operator does. */
export const listClients =
  ({ clients, organisations }: ClientDeps): ListClientsUseCase =>
  async ({ acting, ...page }) => {
    const memberships = await heldMemberships(organisations, acting);
    const audits = page.organisationId === undefined && memberships.some(({ role }) => role === 'auditor');
    const may = audits ? ok(undefined) : mayManageClients({ memberships, organisationId: page.organisationId });
    if (!may.ok) return may;
    return ok((await clients.list(page)).flatMap((client) => (client.status === 'open' ? [client] : [])));
  };

export type RenewSecretUseCase = (clientId: string, acting: Acting) => Promise<Result<CreatedClient>>;

export const renewClientSecret =
  ({ clients, organisations, secrets, vault, now }: ClientDeps): RenewSecretUseCase =>
  async (clientId, acting) => {
    const clientSecret = secrets.clientSecret();
    const memberships = await heldMemberships(organisations, acting);
    const command = { decidedBy: acting.accountId, memberships, secretHash: vault.hash(clientSecret, 'client'), at: now() };
    const renewed = await clients.update(clientId, (client) => decideRenewSecret(client, command));
    return mapResult(renewed, () => ({ clientId, clientSecret }));
  };

export type CloseClientUseCase = (clientId: string, acting: Acting) => Promise<Result<void>>;

export const closeClient =
  ({ clients, organisations, now }: ClientDeps): CloseClientUseCase =>
  async (clientId, acting) => {
    const memberships = await heldMemberships(organisations, acting);
    const command = { decidedBy: acting.accountId, memberships, at: now() };
    const closed = await clients.update(clientId, (client) => decideCloseClient(client, command));
    return mapResult(closed, () => undefined);
  };
