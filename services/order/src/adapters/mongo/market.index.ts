import type { IndexSpec } from '@wadah/mongo';

export const LISTINGS = 'listings';
export const SELLERS = 'sellers';

export const marketIndexes: readonly IndexSpec[] = [{ collection: LISTINGS, keys: { variantIds: 1 }, options: { name: 'variants' } }];
