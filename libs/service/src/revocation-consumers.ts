import { accountBlockedV1, accountUnblockedV1, clientClosedV1, membershipChangedV1, sessionClosedV1 } from '@wadah/contracts';
import { secondsAfter, type Now } from '@wadah/kit';
import { consumer, type Consumer, type Delivered } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import { REVOCATION_KEPT_SECONDS, revocationKeys } from './revocations.ts';

/** Writes the row unless the one there is of the same event or a later one of that aggregate. */
const WRITE_IF_NEWER = `
local row = redis.call('GET', KEYS[1])
if row and tonumber(string.match(row, '^%d+')) >= tonumber(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1] .. '|' .. ARGV[2] .. '|' .. ARGV[3], 'EX', ARGV[4])
return 1`;

export type RevocationConsumerOptions = { readonly redis: Redis; readonly now: Now };

/** Keep the list of what was closed, each row for the life of a token; an event older than that has nothing left to close. */
export const revocationConsumers = ({ redis, now }: RevocationConsumerOptions): Consumer[] => {
  const keep = async (key: string, state: string, event: Delivered<unknown>): Promise<void> => {
    if (secondsAfter(event.time, REVOCATION_KEPT_SECONDS) < now()) return;
    await redis.eval(WRITE_IF_NEWER, 1, key, event.sequence, event.time.getTime(), state, REVOCATION_KEPT_SECONDS);
  };
  const name = 'revocations';
  return [
    consumer(sessionClosedV1, (event) => keep(revocationKeys.session(event.data.sessionId), 'closed', event), { name }),
    consumer(clientClosedV1, (event) => keep(revocationKeys.client(event.data.clientId), 'closed', event), { name }),
    consumer(accountBlockedV1, (event) => keep(revocationKeys.account(event.data.accountId), 'closed', event), { name }),
    consumer(accountUnblockedV1, (event) => keep(revocationKeys.account(event.data.accountId), 'open', event), { name }),
    consumer(
      membershipChangedV1,
      (event) => keep(revocationKeys.membership(event.data.accountId, event.data.organisationId), event.data.role ?? 'none', event),
      { name },
    ),
  ];
};
