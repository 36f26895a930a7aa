import { decisionIndexes, type IndexSpec } from '@wadah/mongo';
import { serviceIndexes } from '@wadah/service';
import { marketIndexes } from './mongo/market.index.ts';
import { orderIndexes } from './mongo/order.index.ts';

/** For the index job. */
export const indexes: readonly IndexSpec[] = [...orderIndexes, ...marketIndexes, ...decisionIndexes, ...serviceIndexes];
