import type { Invariant } from '../found.ts';

const ageMaxMs = 60_000;

export const noOldOutbox: Invariant = {
  rule: 'no outbox is older than a minute',
  broken: ({ aggregates, now }) =>
    aggregates.flatMap(({ service, _id, outbox }) => {
      const oldest = outbox[0];
      if (oldest === undefined || now.getTime() - oldest.time.getTime() <= ageMaxMs) return [];
      return [`${_id} keeps ${outbox.length} since ${oldest.time.toISOString()} (in ${service})`];
    }),
};
