import { ok, reject } from '@wadah/kit';
import { duplicateIndexOf, majorityRead, type Collection, type Mongo } from '@wadah/mongo';
import type { Preferences, PreferenceStore } from '../../app/ports.ts';
import { isOptional, type OptionalMail } from '../../domain/mail-kinds.ts';

type PreferenceDocument = { readonly _id: string; readonly version: number; readonly unwanted: readonly string[] };

const stale = reject('precondition_failed', 'precondition-failed', 'The preferences have changed since you read them.');

/** A kind that is a duty meanwhile counts no more. */
const toPreferences = (found: PreferenceDocument | null): Preferences => ({
  unwanted: (found?.unwanted ?? []).filter(isOptional),
  version: found?.version ?? 0,
});

/** One document an account, from its first wish on. */
export const preferenceStore = (mongo: Mongo): PreferenceStore => {
  const documents: Collection<PreferenceDocument> = mongo.collection('preferences');

  const put = async (accountId: string, unwanted: readonly OptionalMail[], version?: number): Promise<Preferences | undefined> => {
    const found = await documents.findOneAndUpdate(
      { _id: accountId, ...(version !== undefined && { version }) },
      { $set: { unwanted: [...new Set(unwanted)] }, $inc: { version: 1 } },
      { upsert: version === undefined || version === 0, returnDocument: 'after' },
    );
    return found === null ? undefined : toPreferences(found);
  };

  return {
    load: async (accountId) => toPreferences(await documents.findOne({ _id: accountId }, majorityRead)),
    replace: async (accountId, unwanted, ifMatch) => {
      try {
        const written = await put(accountId, unwanted, ifMatch);
        return written === undefined ? stale : ok(written);
      } catch (error) {
        // Who read that nothing was said yet inserts, and loses against who has said something since.
        if (ifMatch === 0 && duplicateIndexOf(error) !== undefined) return stale;
        throw error;
      }
    },
    unsubscribe: async (accountId, kind) => {
      await documents.updateOne({ _id: accountId }, { $addToSet: { unwanted: kind }, $inc: { version: 1 } }, { upsert: true });
    },
  };
};
