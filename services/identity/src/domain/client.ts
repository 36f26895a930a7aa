import { ok, reject, rejectWith, type Result } from '@wadah/kit';
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

export type Client = { readonly status: 'absent' } | OpenClient;

export type ClientEvent = { readonly type: 'ClientCreated' } & Omit<OpenClient, 'status'>;

export const noClient: Client = { status: 'absent' };

export const evolveClient = (_client: Client, { type: _type, ...created }: ClientEvent): Client => ({ status: 'open', ...created });

export type CreateClient = Omit<OpenClient, 'status'> & { readonly memberships: readonly Membership[] };

const mayCreate = ({ memberships, organisationId, scopes }: CreateClient): Result<void> => {
  if (organisationId === undefined) {
    if (!memberships.some(({ role }) => role === 'operator')) return reject('forbidden', 'forbidden', 'Your role does not allow this.');
    return scopes.length === 0
      ? ok(undefined)
      : reject('unprocessable', 'scopes-of-sellers', 'A client of no seller reads what is public and holds no scope.');
  }
  const own = memberships.find((membership) => membership.organisationId === organisationId);
  if (own === undefined) return reject('not_found', 'organisation-not-found', 'No such organisation.');
  return own.role === 'seller_owner' ? ok(undefined) : reject('forbidden', 'forbidden', 'Your role does not allow this.');
};

/** A seller's owner makes its clients, an operator those of no seller. */
export const decideCreateClient = (client: Client, command: CreateClient): Result<readonly ClientEvent[]> => {
  const allowed = mayCreate(command);
  if (!allowed.ok) return allowed;
  if (client.status === 'open') {
    // Made before a crash: its secret was shown or lost, and can't be shown again.
    const detail = 'This client was made before; its secret is not shown again.';
    return rejectWith({ kind: 'conflict', code: 'already-done', detail, extra: { id: client.clientId } });
  }
  const { memberships: _memberships, ...created } = command;
  return ok([{ type: 'ClientCreated', ...created }]);
};
