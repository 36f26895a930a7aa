import type { ListPosition } from './read-listings.ts';

export type DirectoryPage<T> = { readonly items: readonly T[]; readonly next?: ListPosition };

/** A short list that everybody may read whole, oldest first. */
export type ReadDirectory<T> = (paging: {
  readonly limit: number;
  readonly position?: ListPosition | undefined;
}) => Promise<DirectoryPage<T>>;
