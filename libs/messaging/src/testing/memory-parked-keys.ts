import type { ParkedKey, ParkedKeys } from '../ports.ts';

const nameOf = ({ group, topic, partition, key }: ParkedKey): string => JSON.stringify([group, topic, partition, key]);

/** Parked keys in memory, held to the same suite as the live ones. */
export const memoryParkedKeys = (): ParkedKeys => {
  const rows = new Map<string, ParkedKey>();
  const given = new Set<string>();
  const offsetName = ({ group, topic, partition }: Pick<ParkedKey, 'group' | 'topic' | 'partition'>, offset: number): string =>
    JSON.stringify([group, topic, partition, offset]);
  return {
    load: async (topic, partitions) => [...rows.values()].filter((row) => row.topic === topic && partitions.includes(row.partition)),
    park: async (row) => {
      const standing = rows.get(nameOf(row)) ?? row;
      rows.set(nameOf(row), { ...row, from: Math.min(standing.from, row.from), upTo: Math.max(standing.upTo, row.upTo) });
    },
    raise: async (row, upTo) => {
      const standing = rows.get(nameOf(row));
      if (standing !== undefined) rows.set(nameOf(row), { ...standing, upTo: Math.max(standing.upTo, upTo) });
      return standing !== undefined;
    },
    advance: async (row, from) => {
      const standing = rows.get(nameOf(row));
      if (standing !== undefined) rows.set(nameOf(row), { ...standing, from: Math.max(standing.from, from) });
    },
    giveUp: async (place, offsets) => offsets.forEach((offset) => given.add(offsetName(place, offset))),
    isGivenUp: async (place, offset) => given.has(offsetName(place, offset)),
    remove: async (row) => rows.get(nameOf(row))?.upTo === row.upTo && rows.delete(nameOf(row)),
  };
};
