import { reject, type Now, type Result } from '@wadah/kit';
import { decideCreateAgency, type Agency } from '../domain/agency.ts';
import { decideCreateCategory, type Category, type CreateCategory } from '../domain/category.ts';
import type { Agencies, Categories } from './ports.ts';

export type CreateAgencyUseCase = (command: {
  readonly agencyId: string;
  readonly code: string;
  readonly name: string;
}) => Promise<Result<Agency>>;

export const createAgency =
  (agencies: Agencies, now: Now): CreateAgencyUseCase =>
  (command) =>
    agencies.update(command.agencyId, (agency) => decideCreateAgency(agency, { ...command, at: now() }), { expectAbsent: true });

export type CreateCategoryUseCase = (command: Omit<CreateCategory, 'parent' | 'at'>) => Promise<Result<Category>>;

export const createCategory =
  ({
    agencies,
    categories,
    now,
  }: {
    readonly agencies: Agencies;
    readonly categories: Categories;
    readonly now: Now;
  }): CreateCategoryUseCase =>
  async (command) => {
    if ((await agencies.load(command.agencyId)).status === 'absent') return reject('not_found', 'agency-not-found', 'No such agency.');
    const parent = command.parentId === undefined ? {} : { parent: await categories.load(command.parentId) };
    return categories.update(command.categoryId, (category) => decideCreateCategory(category, { ...command, ...parent, at: now() }), {
      expectAbsent: true,
    });
  };
