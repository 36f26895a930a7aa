import { clientChangedV1, clientClosedV1 } from '@wadah/contracts';
import { assertNever, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, newDecision, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Clients } from '../../app/ports.ts';
import { evolveClient, noClient, type Client, type ClientEvent } from '../../domain/client.ts';

const COLLECTION = 'clients';
/** In place of a seller's id, so that one index serves both lists. */
const NOBODY = 'none';

export const clientIndexes: readonly IndexSpec[] = [
  outboxIndex(COLLECTION),
  { collection: COLLECTION, keys: { openOf: 1, _id: -1 }, options: { name: 'open_of_owner', sparse: true } },
];

const recorded = {
  ClientCreated: { action: 'client_created', before: { status: null }, after: { status: 'open' } },
  SecretRenewed: { action: 'client_secret_renewed', before: { status: 'open' }, after: { status: 'open' } },
  ClientClosed: { action: 'client_closed', before: { status: 'open' }, after: { status: 'closed' } },
} as const;

/** Of an operator; a seller's clients are its owner's affair. */
const decisions = (event: ClientEvent) => {
  if (event.organisationId !== undefined) return [];
  const { actorId, at } =
    event.type === 'ClientCreated' ? { actorId: event.createdBy, at: event.createdAt } : { actorId: event.decidedBy, at: event.at };
  const what = recorded[event.type];
  return [{ entry: newDecision({ ...what, subjectId: event.clientId, actorId, actorRole: 'operator', at, reason: '' }) }];
};

const told = (event: ClientEvent) => {
  const { clientId, organisationId } = event;
  const named = { clientId, ...(organisationId === undefined ? {} : { organisationId }) };
  switch (event.type) {
    case 'ClientCreated':
      return clientChangedV1.from({ subject: clientId, time: event.createdAt, data: { ...named, change: 'created' } });
    case 'SecretRenewed':
      return clientChangedV1.from({ subject: clientId, time: event.at, data: { ...named, change: 'secret_renewed' } });
    case 'ClientClosed':
      return clientClosedV1.from({ subject: clientId, time: event.at, data: named });
    default:
      return assertNever(event);
  }
};

const toOutbox = (event: ClientEvent) => [told(event), ...decisions(event)];

export const clientStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Client, ClientEvent>({
    mongo,
    collection: COLLECTION,
    initial: noClient,
    evolve: evolveClient,
    toOutbox,
    columns: (client: Client) => ({ openOf: client.status === 'open' ? (client.organisationId ?? NOBODY) : undefined }),
    now,
    entries: decisionLog(mongo),
  });
  const clients: Clients = {
    load: store.load,
    update: store.update,
    list: async ({ organisationId = NOBODY, after, limit }) => {
      const older = after === undefined ? {} : { _id: { $lt: after } };
      return (await store.find({ openOf: organisationId, ...older }, { sort: { _id: -1 }, limit })).map(({ state }) => state);
    },
  };
  return { clients, outbox: store.outbox };
};
