import type { Found, Invariant } from '../found.ts';
import { told, type Told } from '../told.ts';
import { differences, replay } from './copies-equal-replay.ts';

type Change = (event: Told) => Readonly<Record<string, unknown>> | undefined;
type Rules = Readonly<Record<string, Change>>;

const offersOf = (data: Told['data']) => data.deliveryMethods.filter(({ method }: { method: string }) => method !== 'other');

const shopOf: Change = ({ data }) => ({ name: data.name, deliveryOffers: offersOf(data) });
const profileOf: Change = ({ data }) => ({ name: data.name, regency: data.regency, level: data.level });

/** What each service keeps of which event. */
const kept: Readonly<Record<string, Rules>> = {
  order: {
    'seller.verified.v1': (event) => ({ ...shopOf(event), isSelling: true }),
    'seller.reinstated.v1': (event) => ({ ...shopOf(event), isSelling: true }),
    'seller.profile-changed.v1': shopOf,
    'seller.suspended.v1': () => ({ isSelling: false }),
  },
  catalogue: {
    'seller.applied.v1': () => ({ application: 'applied' }),
    'seller.returned.v1': () => ({ application: 'returned' }),
    'seller.rejected.v1': () => ({ application: 'rejected' }),
    'seller.verified.v1': (event) => ({ ...profileOf(event), approval: 'verified' }),
    'seller.reinstated.v1': (event) => ({ ...profileOf(event), approval: 'verified' }),
    'seller.profile-changed.v1': profileOf,
    'seller.suspended.v1': () => ({ approval: 'suspended' }),
  },
};

const replayFor = (found: Found, service: string) => {
  const rules = kept[service] ?? {};
  return replay(told(found, Object.keys(rules)), (event) => [event.subject, rules[event.type]?.(event) ?? {}]);
};

export const sellersEqualReplay: Invariant = {
  rule: 'the copies of sellers equal a replay of seller’s events',
  broken: (found) => found.sellers.flatMap((copy) => differences(copy, replayFor(found, copy.service))),
};
