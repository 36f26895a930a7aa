import type { Result } from '@wadah/kit';
import { decideFoundOrganisation } from '../domain/found-organisation.ts';
import type { Organisation } from '../domain/organisation.ts';
import { PLATFORM_ID } from '../domain/roles.ts';
import type { Organisations } from './ports.ts';

/** The platform is an organisation from the start: its members are the operators and auditors. */
export const foundPlatform = (organisations: Pick<Organisations, 'update'>, at: Date): Promise<Result<Organisation>> =>
  organisations.update(PLATFORM_ID, (found) => decideFoundOrganisation(found, { organisationId: PLATFORM_ID, kind: 'platform', at }));
