import { ok, reject, type Now, type Result } from '@wadah/kit';
import { decideChangeAgency, decideCreateAgency, type Agency } from '../domain/agency.ts';
import { decideChangeCategory, decideCreateCategory, type Category, type CategoryChange, type CreateCategory } from '../domain/category.ts';
import type { Agencies, Categories, Versioned } from './ports.ts';

export type CreateAgencyUseCase = (command: {
  readonly agencyId: string;
  readonly actorId: string;
  readonly code: string;
  readonly name: string;
}) => Promise<Result<Versioned<Agency>>>;

export const createAgency =
  (agencies: Agencies, now: Now): CreateAgencyUseCase =>
  (command) =>
    agencies.updateVersioned(command.agencyId, (agency) => decideCreateAgency(agency, { ...command, at: now() }), { expectAbsent: true });

/** A change of something; `ifMatch` is the version that the operator has read. */
type Change<T> = T & { readonly actorId: string; readonly ifMatch?: number };

export type ChangeAgencyUseCase = (agencyId: string, change: Change<{ readonly name?: string }>) => Promise<Result<Versioned<Agency>>>;

const matching = (ifMatch: number | undefined) => (ifMatch === undefined ? {} : { expectedVersion: ifMatch });

export const changeAgency =
  (agencies: Agencies, now: Now): ChangeAgencyUseCase =>
  (agencyId, { ifMatch, ...change }) =>
    agencies.updateVersioned(agencyId, (agency) => decideChangeAgency(agency, { ...change, at: now() }), matching(ifMatch));

export type CategoryDeps = { readonly agencies: Agencies; readonly categories: Categories; readonly now: Now };

const checkedAgency = async (agencies: Agencies, agencyId: string): Promise<Result<void>> =>
  (await agencies.load(agencyId)).status === 'absent' ? reject('not_found', 'agency-not-found', 'No such agency.') : ok(undefined);

export type CreateCategoryUseCase = (command: Omit<CreateCategory, 'parent' | 'at'>) => Promise<Result<Versioned<Category>>>;

export const createCategory =
  ({ agencies, categories, now }: CategoryDeps): CreateCategoryUseCase =>
  async (command) => {
    const known = await checkedAgency(agencies, command.agencyId);
    if (!known.ok) return known;
    const parent = command.parentId === undefined ? {} : { parent: await categories.load(command.parentId) };
    const decide = (category: Category) => decideCreateCategory(category, { ...command, ...parent, at: now() });
    return categories.updateVersioned(command.categoryId, decide, { expectAbsent: true });
  };

export type ChangeCategoryUseCase = (categoryId: string, change: Change<CategoryChange>) => Promise<Result<Versioned<Category>>>;

export const changeCategory =
  ({ agencies, categories, now }: CategoryDeps): ChangeCategoryUseCase =>
  async (categoryId, { ifMatch, ...change }) => {
    if (change.agencyId !== undefined && (await categories.load(categoryId)).status === 'open') {
      const known = await checkedAgency(agencies, change.agencyId);
      if (!known.ok) return known;
    }
    const decide = (category: Category) => decideChangeCategory(category, { ...change, at: now() });
    return categories.updateVersioned(categoryId, decide, matching(ifMatch));
  };
