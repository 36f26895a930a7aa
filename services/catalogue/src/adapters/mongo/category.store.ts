import { categoryCreatedV1 } from '@wadah/contracts';
import { reject, type Now } from '@wadah/kit';
import { aggregateStore, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Categories, CategoryTree } from '../../app/ports.ts';
import { evolveCategory, type Category, type CategoryData, type CategoryEvent } from '../../domain/category.ts';

export type CategoryStore = Categories & Pick<AggregateStore<Category, CategoryEvent>, 'outbox' | 'find'> & { readonly tree: CategoryTree };

const categoriesMax = 1_000;
const treeKeptMs = 2_000;

const toContract = ({ at, categoryId, code, agencyId, parentId, name, kinds }: CategoryEvent) =>
  categoryCreatedV1.from({
    subject: categoryId,
    time: at,
    data: { categoryId, code, agencyId, ...(parentId === undefined ? {} : { parentId }), name, kinds: [...kinds] },
  });

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
  const { load, update, outbox, find, onWritten } = aggregateStore<Category, CategoryEvent>({
    mongo,
    collection: 'categories',
    initial: { status: 'absent' },
    evolve: evolveCategory,
    toOutbox: (event) => [toContract(event)],
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
    update: async (categoryId, decide, options) => {
      try {
        return await update(categoryId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return reject('conflict', 'category-code-taken', 'Another category has this code.');
      }
    },
  };
};
