import { jakartaDay, ok, reject, type Result } from '@wadah/kit';
import type { ListingKind } from './listing.ts';

export type LocalisedText = { readonly id: string; readonly en: string };

export type CategoryData = {
  readonly categoryId: string;
  readonly code: string;
  readonly agencyId: string;
  readonly parentId?: string;
  readonly name: LocalisedText;
  readonly kinds: readonly ListingKind[];
  /** From the root down to this category, itself included: what a filter by an ancestor must find. */
  readonly path: readonly string[];
  /** The day (YYYY-MM-DD, Jakarta) from which two curators agree on what is published here; absent where one is enough. */
  readonly secondCuratorFrom?: string;
};

export type Category = { readonly status: 'absent' } | ({ readonly status: 'open' } & CategoryData);

type By = { readonly actorId: string; readonly at: Date };

export type CategoryEvent =
  | ({ readonly type: 'CategoryCreated'; readonly category: CategoryData } & By)
  | ({ readonly type: 'CategoryChanged'; readonly category: CategoryData; readonly before: CategoryData } & By);

export type CreateCategory = Omit<CategoryData, 'path' | 'secondCuratorFrom'> & { readonly parent?: Category } & By;

const depthMax = 5;

const categoryNotFound = (): Result<never> => reject('not_found', 'category-not-found', 'No such category.');

export const evolveCategory = (_category: Category, { category }: CategoryEvent): Category => ({ status: 'open', ...category });

export const decideCreateCategory = (category: Category, command: CreateCategory): Result<readonly CategoryEvent[]> => {
  const { parent, actorId, at, ...data } = command;
  if (category.status === 'open') {
    return category.code === data.code ? ok([]) : reject('conflict', 'category-code-taken', 'Another category has this id already.');
  }
  if (data.parentId !== undefined && parent?.status !== 'open')
    return reject('not_found', 'category-not-found', 'No such parent category.');
  const path = [...(parent?.status === 'open' ? parent.path : []), data.categoryId];
  if (path.length > depthMax) return reject('unprocessable', 'category-too-deep', `Categories nest at most ${depthMax} deep.`);
  return ok([{ type: 'CategoryCreated', category: { ...data, path }, actorId, at }]);
};

export type CategoryChange = {
  readonly name?: Partial<LocalisedText>;
  readonly agencyId?: string;
  readonly kinds?: readonly ListingKind[];
  /** `null` ends it. */
  readonly secondCuratorFrom?: string | null;
};

const changedBy = (category: CategoryData, { name, agencyId, kinds, secondCuratorFrom }: CategoryChange): CategoryData => {
  const { secondCuratorFrom: since, ...kept } = category;
  const from = secondCuratorFrom === undefined ? since : (secondCuratorFrom ?? undefined);
  return {
    ...kept,
    name: { ...category.name, ...name },
    agencyId: agencyId ?? category.agencyId,
    kinds: kinds ?? category.kinds,
    ...(from === undefined ? {} : { secondCuratorFrom: from }),
  };
};

const isSame = (one: CategoryData, other: CategoryData): boolean =>
  one.agencyId === other.agencyId &&
  one.name.id === other.name.id &&
  one.name.en === other.name.en &&
  one.secondCuratorFrom === other.secondCuratorFrom &&
  [...one.kinds].sort().join() === [...other.kinds].sort().join();

/** Kinds bind what is drafted and edited from now on; what is there under another kind stays. */
export const decideChangeCategory = (category: Category, command: CategoryChange & By): Result<readonly CategoryEvent[]> => {
  if (category.status === 'absent') return categoryNotFound();
  const { status: _status, ...before } = category;
  const { actorId, at, ...change } = command;
  const changed = changedBy(before, change);
  return ok(isSame(changed, before) ? [] : [{ type: 'CategoryChanged', category: changed, before, actorId, at }]);
};

export const needsSecondCurator = ({ secondCuratorFrom }: CategoryData, at: Date): boolean =>
  secondCuratorFrom !== undefined && jakartaDay(at) >= secondCuratorFrom;
