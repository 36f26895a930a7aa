import { categoryChangedV1, categoryCreatedV1 } from '@wadah/contracts';
import { reject, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, newDecision, UniqueViolation, type AggregateStore, type Mongo, type OutboxDraft } from '@wadah/mongo';
import type { Categories, CategoryTree } from '../../app/ports.ts';
import { evolveCategory, type Category, type CategoryData, type CategoryEvent } from '../../domain/category.ts';

export type CategoryStore = Categories & Pick<AggregateStore<Category, CategoryEvent>, 'outbox' | 'find'> & { readonly tree: CategoryTree };

const categoriesMax = 1_000;
const treeKeptMs = 2_000;

const factsOf = ({ code, agencyId, name, kinds, secondCuratorFrom }: CategoryData) => ({ code, agencyId, name, kinds, secondCuratorFrom });

const toOutbox = (event: CategoryEvent): readonly OutboxDraft[] => {
  const { categoryId, code, agencyId, parentId, name, kinds } = event.category;
  const { actorId, at } = event;
  const isNew = event.type === 'CategoryCreated';
  const data = { categoryId, code, agencyId, ...(parentId === undefined ? {} : { parentId }), name, kinds: [...kinds] };
  const entry = newDecision({
    ...{ action: isNew ? 'category_created' : 'category_changed', subjectId: categoryId, actorId, actorRole: 'operator', at, reason: '' },
    before: isNew ? {} : factsOf(event.before),
    after: factsOf(event.category),
  });
  return [(isNew ? categoryCreatedV1 : categoryChangedV1).from({ subject: categoryId, time: at, data }), { entry }];
};

/** Categories are few and rarely change, so a process keeps them for two seconds, and never longer than its own next write. */
const keptTree = (find: CategoryStore['find'], now: Now) => {
  let kept: { readonly at: number; readonly tree: Promise<ReadonlyMap<string, CategoryData>> } | undefined;
  const read = async () => {
    const found = await find({}, { limit: categoriesMax });
    return new Map(found.flatMap(({ id, state }) => (state.status === 'open' ? [[id, state] as const] : [])));
  };
  return {
    forget: () => {
      kept = undefined;
    },
    read: (): Promise<ReadonlyMap<string, CategoryData>> => {
      const at = now().getTime();
      if (kept === undefined || at - kept.at > treeKeptMs) {
        const tree = read();
        tree.catch(() => (kept = undefined));
        kept = { at, tree };
      }
      return kept.tree;
    },
  };
};

export const categoryStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): CategoryStore => {
  const { load, updateVersioned, outbox, find, onWritten } = aggregateStore<Category, CategoryEvent>({
    mongo,
    collection: 'categories',
    initial: { status: 'absent' },
    evolve: evolveCategory,
    toOutbox,
    entries: decisionLog(mongo),
    columns: (category) => ({ code: category.status === 'open' ? category.code : undefined }),
    now,
  });
  const tree = keptTree(find, now);
  onWritten(tree.forget);
  return {
    load,
    outbox,
    find,
    tree,
    ofAgencies: async (agencyIds) => {
      const found = await find({ 'state.agencyId': { $in: [...agencyIds] } }, { limit: categoriesMax });
      return found.map(({ id }) => id);
    },
    updateVersioned: async (categoryId, decide, options) => {
      try {
        return await updateVersioned(categoryId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return reject('conflict', 'category-code-taken', 'Another category has this code.');
      }
    },
  };
};
