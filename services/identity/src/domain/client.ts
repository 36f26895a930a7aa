import { assertNever, ok, reject, rejectWith, type Result } from '@wadah/kit';
import type { Membership } from './roles.ts';

export const clientScopes = ['listings:write', 'stock:write', 'seller-orders:read', 'seller-orders:write'] as const;

export type ClientScope = (typeof clientScopes)[number];

export type OpenClient = {
  readonly status: 'open';
  readonly clientId: string;
  readonly name: string;
  readonly scopes: readonly ClientScope[];
  /** The seller whose staff it acts as; absent where an operator made it. */
  readonly organisationId?: string;
  readonly secretHash: string;
  readonly createdBy: string;
  readonly createdAt: Date;
};

export type ClosedClient = Omit<OpenClient, 'status' | 'secretHash'> & { readonly status: 'closed' };

export type Client = { readonly status: 'absent' } | OpenClient | ClosedClient;

type Named = { readonly clientId: string; readonly organisationId?: string; readonly decidedBy: string; readonly at: Date };

export type ClientEvent =
  | ({ readonly type: 'ClientCreated' } & Omit<OpenClient, 'status'>)
  | ({ readonly type: 'SecretRenewed'; readonly secretHash: string } & Named)
  | ({ readonly type: 'ClientClosed' } & Named);

export const noClient: Client = { status: 'absent' };

const closed = ({ secretHash: _dead, ...client }: OpenClient): Client => ({ ...client, status: 'closed' });

export const evolveClient = (client: Client, event: ClientEvent): Client => {
  switch (event.type) {
    case 'ClientCreated': {
      const { type: _type, ...created } = event;
      return { status: 'open', ...created };
    }
    case 'SecretRenewed':
      return client.status === 'open' ? { ...client, secretHash: event.secretHash } : client;
    case 'ClientClosed':
      return client.status === 'open' ? closed(client) : client;
    default:
      return assertNever(event);
  }
};

/** Whose it is: a seller's, that its owner decides on, or nobody's, that an operator does. */
type Owned = { readonly memberships: readonly Membership[]; readonly organisationId?: string | undefined };

const forbidden = (): Result<never> => reject('forbidden', 'forbidden', 'Your role does not allow this.');

const isOperator = (memberships: readonly Membership[]): boolean => memberships.some(({ role }) => role === 'operator');

export const mayManageClients = ({ memberships, organisationId }: Owned): Result<void> => {
  if (organisationId === undefined) return isOperator(memberships) ? ok(undefined) : forbidden();
  const own = memberships.find((membership) => membership.organisationId === organisationId);
  if (own === undefined) return reject('not_found', 'organisation-not-found', 'No such organisation.');
  return own.role === 'seller_owner' ? ok(undefined) : forbidden();
};

export type CreateClient = Omit<OpenClient, 'status'> & { readonly memberships: readonly Membership[] };

/** A seller's owner makes its clients, an operator those of no seller. */
export const decideCreateClient = (client: Client, command: CreateClient): Result<readonly ClientEvent[]> => {
  const allowed = mayManageClients(command);
  if (!allowed.ok) return allowed;
  if (command.organisationId === undefined && command.scopes.length > 0) {
    return reject('unprocessable', 'scopes-of-sellers', 'A client of no seller reads what is public and holds no scope.');
  }
  if (client.status !== 'absent') {
    // Made before a crash: its secret was shown or lost, and can't be shown again.
    const detail = 'This client was made before; its secret is not shown again.';
    return rejectWith({ kind: 'conflict', code: 'already-done', detail, extra: { id: client.clientId } });
  }
  const { memberships: _memberships, ...created } = command;
  return ok([{ type: 'ClientCreated', ...created }]);
};

const clientNotFound = (): Result<never> => reject('not_found', 'client-not-found', 'No such client.');

/** Another's client is like one that doesn't exist; a member of its seller in a smaller role learns that the role is too small. */
const owned = (client: Client, memberships: readonly Membership[]): Result<OpenClient | ClosedClient> => {
  if (client.status === 'absent') return clientNotFound();
  const may = mayManageClients({ memberships, organisationId: client.organisationId });
  if (may.ok) return ok(client);
  return client.organisationId === undefined || may.rejection.kind === 'not_found' ? clientNotFound() : may;
};

export type ManageClient = { readonly decidedBy: string; readonly memberships: readonly Membership[]; readonly at: Date };

const named = ({ clientId, organisationId }: OpenClient, { decidedBy, at }: ManageClient): Named => ({
  clientId,
  ...(organisationId === undefined ? {} : { organisationId }),
  decidedBy,
  at,
});

/** The old secret is dead by the same write. */
export const decideRenewSecret = (
  client: Client,
  command: ManageClient & { readonly secretHash: string },
): Result<readonly ClientEvent[]> => {
  const found = owned(client, command.memberships);
  if (!found.ok) return found;
  if (found.value.status === 'closed') return clientNotFound();
  return ok([{ type: 'SecretRenewed', ...named(found.value, command), secretHash: command.secretHash }]);
};

export const decideCloseClient = (client: Client, command: ManageClient): Result<readonly ClientEvent[]> => {
  const found = owned(client, command.memberships);
  if (!found.ok) return found;
  return ok(found.value.status === 'closed' ? [] : [{ type: 'ClientClosed', ...named(found.value, command) }]);
};
