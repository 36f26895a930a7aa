import { join } from 'node:path';
import type { CreateIndexesOptions, IndexSpecification } from 'mongodb';

export type IndexCopy = CreateIndexesOptions & { readonly key: IndexSpecification };

export type CollectionCopy = { readonly documents: number; readonly indexes: readonly IndexCopy[] };

/** By topic, then by partition. */
export type Offsets = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What a backup holds beside the documents themselves. */
export type Manifest = {
  readonly stack: string;
  readonly takenAt: string;
  /** By database, then by collection. */
  readonly databases: Readonly<Record<string, Readonly<Record<string, CollectionCopy>>>>;
  /** By consumer group: the next offset that it would read, as it had committed before the copy. */
  readonly groups: Readonly<Record<string, Offsets>>;
  /** Where the topics ended before the copy; what is first told of after that is in no document of it. */
  readonly ends: Offsets;
};

export const manifestFile = (folder: string): string => join(folder, 'manifest.json');

export const documentsFile = (
  folder: string,
  { database, collection }: { readonly database: string; readonly collection: string },
): string => join(folder, database, `${encodeURIComponent(collection)}.bson`);
