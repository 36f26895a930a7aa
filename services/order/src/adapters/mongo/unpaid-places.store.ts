import { ok, secondsAfter, type Result } from '@wadah/kit';
import { conflict, duplicateIndexOf, retryConflict, type Conflict, type Mongo } from '@wadah/mongo';
import type { Orders, UnpaidPlaceBook } from '../../app/ports.ts';
import {
  decideTakePlace,
  doubtfulPlaces,
  noPlaces,
  withoutPlaces,
  type PlaceLimits,
  type UnpaidPlaces,
} from '../../domain/unpaid-places.ts';

type PlacesDocument = UnpaidPlaces & { readonly _id: string; readonly version: number };

const COLLECTION = 'unpaid_places';

type Deps = { readonly mongo: Mongo; readonly orders: Pick<Orders, 'existing'>; readonly limits: PlaceLimits };

/** One document an account, changed by one conditional update: two orders at once can't both take the last place. */
export const unpaidPlaceBook = ({ mongo, orders, limits }: Deps): UnpaidPlaceBook => {
  const collection = mongo.collection<PlacesDocument>(COLLECTION);

  const save = async (accountId: string, version: number, { places, hasPaid }: UnpaidPlaces): Promise<void | Conflict> => {
    if (version > 0) {
      const written = await collection.updateOne({ _id: accountId, version }, { $set: { places, hasPaid, version: version + 1 } });
      return written.modifiedCount === 1 ? undefined : conflict;
    }
    try {
      await collection.insertOne({ _id: accountId, version: 1, places, hasPaid });
      return undefined;
    } catch (error) {
      if (duplicateIndexOf(error) === '_id_') return conflict;
      throw error;
    }
  };

  /** Places whose order was never written, because its request died in between. */
  const withoutLost = async (unpaid: UnpaidPlaces, at: Date): Promise<UnpaidPlaces> => {
    const doubtful = doubtfulPlaces(unpaid, at);
    if (doubtful.length === 0) return unpaid;
    const existing = await orders.existing(doubtful);
    return withoutPlaces(unpaid, doubtful.filter((orderId) => !existing.has(orderId))); // prettier-ignore
  };

  const tryTake = async (accountId: string, orderId: string, at: Date): Promise<Result<{ readonly isNew: boolean }> | Conflict> => {
    const stored = await collection.findOne({ _id: accountId });
    const unpaid: UnpaidPlaces = stored === null ? noPlaces : { places: stored.places, hasPaid: stored.hasPaid };
    let decision = decideTakePlace(unpaid, { orderId, limits, at });
    if (!decision.ok) decision = decideTakePlace(await withoutLost(unpaid, at), { orderId, limits, at });
    if (!decision.ok) return decision;
    if (decision.value.places === unpaid.places) return ok({ isNew: false });
    const saved = await save(accountId, stored?.version ?? 0, decision.value);
    return saved === conflict ? conflict : ok({ isNew: true });
  };

  const free = async (accountId: string, orderId: string): Promise<void> => {
    await collection.updateOne({ _id: accountId }, { $unset: { [`places.${orderId}`]: '' }, $inc: { version: 1 } });
  };

  return {
    take: (accountId, orderId, at) => retryConflict(`${COLLECTION} ${accountId}`, () => tryTake(accountId, orderId, at)),
    free,
    keep: async (accountId, orderId, endedAt) => {
      if (limits.keptSeconds === 0) return free(accountId, orderId);
      const freeAt = secondsAfter(endedAt, limits.keptSeconds);
      const place = `places.${orderId}`;
      await collection.updateOne(
        { _id: accountId, [place]: { $exists: true } },
        { $set: { [`${place}.freeAt`]: freeAt }, $inc: { version: 1 } },
      );
    },
    paid: async (accountId, orderId) => {
      const paid = { $set: { hasPaid: true }, $unset: { [`places.${orderId}`]: '' as const }, $inc: { version: 1 } };
      await collection.updateOne({ _id: accountId }, paid);
    },
  };
};
