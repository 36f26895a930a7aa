import type { ParkedKey, ParkedKeys } from '../ports.ts';

const nameOf = ({ group, topic, partition, key }: ParkedKey): string => JSON.stringify([group, topic, partition, key]);

/** Parked keys in memory, held to the same suite as the live ones. */
export const memoryParkedKeys = (): ParkedKeys => {
  const rows = new Map<string, ParkedKey>();
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
    remove: async (row) => rows.get(nameOf(row))?.upTo === row.upTo && rows.delete(nameOf(row)),
  };
};
