import { jakartaDay } from '@wadah/kit';
import { taxRows } from './tax.data.ts';

export const taxBasisPointsAt = (at: Date): number =>
  taxRows.filter(({ validFrom }) => validFrom <= jakartaDay(at)).at(-1)?.basisPoints ?? 0;
