import type { Collection } from '@wadah/mongo';
import type { Mark, Marks, Stocks } from '../../app/ports.ts';
import { raised, type StockDocument } from './stock.document.ts';

/** The path of one entry of a map. @throws for an id that would be read as another path. */
export const fieldOf = (map: 'held' | 'restocks' | 'adjustments', id: string): string => {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(id)) throw new Error(`No field can be called ${JSON.stringify(id)}.`);
  return `${map}.${id}`;
};

const marksPerWrite = 100;

/** What the mark looks like as long as it may go: a hold that was taken anew under the same order stays. */
const conditionOf = ({ of, id }: Mark) => (of === 'sold' ? { [fieldOf('held', id)]: 0 } : { [fieldOf('restocks', id)]: { $exists: true } });

const pathOf = ({ of, id }: Mark): string => fieldOf(of === 'sold' ? 'held' : 'restocks', id);

const clearing = (variantId: string, marks: readonly Mark[]) => {
  const { inc, set } = raised();
  const unset = Object.fromEntries(marks.map((mark) => [pathOf(mark), '' as const]));
  return {
    updateOne: { filter: { _id: variantId, $and: marks.map(conditionOf) }, update: { $unset: unset, $inc: inc, $set: set } },
  };
};

const inGroups = (marks: readonly Mark[]): readonly (readonly Mark[])[] => {
  const groups = new Map<string, Mark[][]>();
  for (const mark of new Map(marks.map((one) => [`${one.variantId} ${pathOf(one)}`, one])).values()) {
    const ofVariant = groups.get(mark.variantId) ?? [[]];
    const last = ofVariant.at(-1) ?? [];
    if (last.length < marksPerWrite) last.push(mark);
    else ofVariant.push([mark]);
    groups.set(mark.variantId, ofVariant);
  }
  return [...groups.values()].flat();
};

/** One update per variant; where one of its marks has changed meanwhile, each is tried by itself. */
export const clearMarks = async (collection: Collection<StockDocument>, marks: readonly Mark[]): Promise<void> => {
  const groups = inGroups(marks);
  if (groups.length === 0) return;
  const together = groups.map((group) => clearing(group[0]?.variantId ?? '', group));
  const { matchedCount } = await collection.bulkWrite(together, { ordered: false });
  if (matchedCount === together.length || marks.length === together.length) return;
  await collection.bulkWrite(
    marks.map((mark) => clearing(mark.variantId, [mark])),
    { ordered: false },
  );
};

export type MarkClearer = Marks & { stop(): Promise<void> };

/** Gathers marks and clears them once a second; one that is lost is found by the reconciliation. */
export const markClearer = (
  stocks: Pick<Stocks, 'clear'>,
  options: { readonly everyMs: number; readonly onError: (error: unknown) => void },
): MarkClearer => {
  let waiting: Mark[] = [];
  const flush = async (): Promise<void> => {
    const marks = waiting;
    waiting = [];
    await stocks.clear(marks).catch(options.onError);
  };
  const timer = setInterval(() => void flush(), options.everyMs);
  timer.unref();
  return {
    add: (marks) => {
      waiting.push(...marks);
    },
    stop: async () => {
      clearInterval(timer);
      await flush();
    },
  };
};
