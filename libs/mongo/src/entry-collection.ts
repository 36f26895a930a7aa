import { isDeepStrictEqual } from 'node:util';
import { majorityRead, type Collection } from './connection.ts';
import { duplicateIndexOf } from './failures.ts';

/**
 * Inserts entries that are never changed afterwards. One whose id is taken is done if the stored one says the same; the ids of the others
 * are answered.
 * @throws `duplicate` when a document isn't there at all: then something else than its id kept it out.
 */
export const insertOrCompare = async <T extends { readonly _id: string }>(
  entries: Collection<T>,
  documents: readonly T[],
): Promise<readonly string[]> => {
  const native = entries as unknown as Collection<{ _id: string }>;
  try {
    await native.insertMany([...documents], { ordered: false });
    return [];
  } catch (duplicate) {
    if (duplicateIndexOf(duplicate) === undefined) throw duplicate;
    const found = await native.find({ _id: { $in: documents.map(({ _id }) => _id) } }, majorityRead).toArray();
    const stored = new Map(found.map((document) => [document._id, document]));
    if (documents.some(({ _id }) => !stored.has(_id))) throw duplicate;
    return documents.filter((document) => !isDeepStrictEqual(stored.get(document._id), document)).map(({ _id }) => _id);
  }
};
