import type { CursorPosition } from '@wadah/http';
import type { QueuePosition, Window } from '../../app/read-sellers.ts';

/** One more than asked for, so that the last page is known. */
export const windowOf = (limit: number, position: CursorPosition | undefined): Window => {
  const after = position?.[0];
  return { limit: limit + 1, ...(typeof after === 'string' ? { after } : {}) };
};

export const queueWindowOf = (limit: number, position: CursorPosition | undefined): Window<QueuePosition> => {
  const [appliedAt, sellerId] = position ?? [];
  const isPlace = typeof appliedAt === 'string' && typeof sellerId === 'string';
  return { limit: limit + 1, ...(isPlace ? { after: { appliedAt: new Date(appliedAt), sellerId } } : {}) };
};
