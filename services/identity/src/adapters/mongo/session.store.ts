import { accountSecurityChangedV1, sessionClosedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { aggregateStore, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Sessions } from '../../app/ports.ts';
import { evolveSession, noSession, type Session, type SessionEvent } from '../../domain/session.ts';

const COLLECTION = 'sessions';
const SHOWN_MAX = 100;

export const sessionIndexes: readonly IndexSpec[] = [
  outboxIndex(COLLECTION),
  { collection: COLLECTION, keys: { openOf: 1, idleUntil: -1 }, options: { name: 'open_of_account', sparse: true } },
  { collection: COLLECTION, keys: { expiresAt: 1 }, options: { name: 'expiry', expireAfterSeconds: 0 } },
];

const toOutbox = (event: SessionEvent) => {
  if (event.type !== 'SessionClosed') return [];
  const { sessionId, accountId, reason, at } = event;
  const told = sessionClosedV1.from({ subject: sessionId, time: at, data: { sessionId, accountId, reason } });
  // Somebody else holds a token of the owner's, who is told.
  if (reason !== 'refresh_reused') return [told];
  return [told, accountSecurityChangedV1.from({ subject: sessionId, time: at, data: { accountId, change: reason } })];
};

const columns = (session: Session) =>
  session.status === 'open'
    ? { openOf: session.accountId, idleUntil: session.idleUntil, expiresAt: session.endsAt }
    : { openOf: undefined, idleUntil: undefined };

export const sessionStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Session, SessionEvent>({
    mongo,
    collection: COLLECTION,
    initial: noSession,
    evolve: evolveSession,
    toOutbox,
    columns,
    now,
  });
  const sessions: Sessions = {
    load: store.load,
    update: store.update,
    openOf: async (accountId, at) => {
      const found = await store.find({ openOf: accountId, idleUntil: { $gt: at } }, { sort: { idleUntil: -1 }, limit: SHOWN_MAX });
      return found.flatMap(({ state }) => (state.status === 'open' && state.endsAt > at ? [state] : []));
    },
  };
  return { sessions, outbox: store.outbox };
};
