import type { mongo } from 'mongoose';

/** A filter of the native driver; its values are scalars that a schema has checked before. */
export type Filter<T> = mongo.Filter<T>;
