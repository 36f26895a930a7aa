import { randomUUID } from 'node:crypto';
import type { Now } from '@wadah/kit';
import type { Collection, Mongo } from './connection.ts';
import { duplicateIndexOf } from './failures.ts';

type LeaseDocument = { readonly _id: string; readonly owner: string; readonly until: Date };

export type Lease = {
  /** Takes or prolongs the lease; false while another process holds it. */
  hold(leaseMs: number): Promise<boolean>;
};

/** By how much the clocks of two replicas may differ before one takes the other's lease for one of another time. */
const clocksDifferMs = 5_000;

/** One holder at a time, by name; a holder that died is followed when its time is over, by the clock of the one that follows. */
export const lease = (mongo: Mongo, name: string, now: Now): Lease => {
  const leases: Collection<LeaseDocument> = mongo.collection('leases');
  const owner = randomUUID();
  return {
    hold: async (leaseMs) => {
      const at = now();
      const until = new Date(at.getTime() + leaseMs);
      try {
        await leases.updateOne(
          // One that outlasts a new one was taken before the clock stepped back, and its holder may have died since.
          { _id: name, $or: [{ owner }, { until: { $lte: at } }, { until: { $gt: new Date(until.getTime() + clocksDifferMs) } }] },
          { $set: { owner, until } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // The filter missed a row that exists, so the upsert met its id: somebody else holds it.
        if (duplicateIndexOf(error) !== undefined) return false;
        throw error;
      }
    },
  };
};
