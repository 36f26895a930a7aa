import { z } from 'zod';
import type { Agency } from '../../domain/agency.ts';

export const agencySchema = z.object({ agencyId: z.string(), code: z.string(), name: z.string() });

export const toAgencyView = (agency: Agency) => {
  if (agency.status === 'absent') throw new Error('An agency that is absent has no view.');
  const { agencyId, code, name } = agency;
  return { agencyId, code, name };
};
