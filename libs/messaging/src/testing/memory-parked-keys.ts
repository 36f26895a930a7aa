import { memoryRows } from '@wadah/kit';
import type { ParkedKey, ParkedKeys } from '../ports.ts';

const nameOf = ({ group, topic, partition, key }: ParkedKey): string => JSON.stringify([group, topic, partition, key]);

const widened = (standing: ParkedKey, from: number, upTo: number): ParkedKey => ({
  ...standing,
  from: Math.min(standing.from, from),
  upTo: Math.max(standing.upTo, upTo),
});

/** Parked keys in memory, held to the same suite as the live ones. */
export const memoryParkedKeys = (): ParkedKeys => {
  const rows = memoryRows<ParkedKey>();
  const given = new Set<string>();
  const offsetName = ({ group, topic, partition }: Pick<ParkedKey, 'group' | 'topic' | 'partition'>, offset: number): string =>
    JSON.stringify([group, topic, partition, offset]);
  return {
    load: async (topic, partitions) => rows.all().filter((row) => row.topic === topic && partitions.includes(row.partition)),
    park: (row) => rows.change(nameOf(row), (standing = row) => widened(standing, row.from, row.upTo)),
    raise: async (row, upTo) => {
      let stands = false;
      await rows.change(nameOf(row), (standing) => {
        stands = standing !== undefined;
        return standing && widened(standing, standing.from, upTo);
      });
      return stands;
    },
    remove: async (row) => {
      let removed = false;
      await rows.change(nameOf(row), (standing) => {
        removed = standing?.upTo === row.upTo;
        return removed ? undefined : standing;
      });
      return removed;
    },
    advance: (row, from) => rows.change(nameOf(row), (standing) => standing && { ...standing, from: Math.max(standing.from, from) }),
    giveUp: async (place, offsets) => offsets.forEach((offset) => given.add(offsetName(place, offset))),
    isGivenUp: async (place, offset) => given.has(offsetName(place, offset)),
  };
};
