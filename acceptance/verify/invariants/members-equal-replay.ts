import type { Invariant } from '../found.ts';
import { told } from '../told.ts';
import { differences, replay } from './copies-equal-replay.ts';

export const membersEqualReplay: Invariant = {
  rule: 'who belongs to which seller equals a replay of identity’s events',
  broken: (found) => {
    const replayed = replay(told(found, ['membership.changed.v1']), ({ data }) =>
      data.organisationKind === 'seller' ? [`${data.organisationId}:${data.accountId}`, { isMember: data.role !== undefined }] : undefined,
    );
    return found.members.flatMap((copy) => differences(copy, replayed));
  },
};
