import { ok, reject, type Result } from '@wadah/kit';
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
};

export type Category = { readonly status: 'absent' } | ({ readonly status: 'open' } & CategoryData);

export type CategoryEvent = { readonly type: 'CategoryCreated'; readonly at: Date } & CategoryData;

export type CreateCategory = Omit<CategoryData, 'path'> & { readonly parent?: Category; readonly at: Date };

const depthMax = 5;

export const evolveCategory = (_category: Category, { type: _type, at: _at, ...data }: CategoryEvent): Category => ({
  status: 'open',
  ...data,
});

export const decideCreateCategory = (category: Category, { parent, ...command }: CreateCategory): Result<readonly CategoryEvent[]> => {
  if (category.status === 'open') {
    return category.code === command.code ? ok([]) : reject('conflict', 'category-code-taken', 'Another category has this id already.');
  }
  if (command.parentId !== undefined && parent?.status !== 'open')
    return reject('not_found', 'category-not-found', 'No such parent category.');
  const path = [...(parent?.status === 'open' ? parent.path : []), command.categoryId];
  if (path.length > depthMax) return reject('unprocessable', 'category-too-deep', `Categories nest at most ${depthMax} deep.`);
  return ok([{ type: 'CategoryCreated', ...command, path }]);
};
