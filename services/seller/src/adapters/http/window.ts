import type { CursorPosition } from '@wadah/http';
import type { Window } from '../../app/read-sellers.ts';

/** One more than asked for, so that the last page is known. */
export const windowOf = (limit: number, position: CursorPosition | undefined): Window => {
  const after = position?.[0];
  return { limit: limit + 1, ...(typeof after === 'string' ? { after } : {}) };
};
