import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { EventDefinition } from '../../libs/contracts/src/index.ts';

/** Messages as every release has written them, the oldest first, by wire type. They lie in topics for ever, so they stay as they are. */
export type Goldens = Readonly<Record<string, readonly unknown[]>>;

/** Digests of the goldens that a release has promised, by wire type. */
export type Promised = Readonly<Record<string, { readonly goldens: readonly string[] }>>;

export const digestOf = (golden: unknown): string => createHash('sha256').update(JSON.stringify(golden)).digest('hex');

const byName = ([left]: readonly [string, unknown], [right]: readonly [string, unknown]): number => (left < right ? -1 : 1);

/** The released goldens as they are, and today's example of each event after them. */
export const withExamples = (promised: Promised, goldens: Goldens, definitions: readonly EventDefinition[]): Goldens => {
  const types = new Set([...Object.keys(goldens), ...definitions.map(({ type }) => type)]);
  const kept = (type: string) => (goldens[type] ?? []).filter((golden) => promised[type]?.goldens.includes(digestOf(golden)));
  const added = (type: string) => definitions.filter((definition) => definition.type === type).map(({ example }) => example);
  const all = [...types].map((type) => {
    const old = kept(type);
    return [type, [...old, ...added(type).filter((example) => !old.some((golden) => isDeepStrictEqual(golden, example)))]] as const;
  });
  return Object.fromEntries(all.toSorted(byName));
};

/** A golden that a release has promised is neither changed nor taken away. */
export const lostGoldenFaults = (promised: Promised, goldens: Goldens): readonly string[] =>
  Object.entries(promised).flatMap(([type, { goldens: digests }]) => {
    const present = (goldens[type] ?? []).map(digestOf);
    return digests
      .map((digest, index) => ({ digest, at: `${type}: golden ${index + 1}` }))
      .filter(({ digest }) => !present.includes(digest))
      .map(({ at }) => `${at} of the last release is changed or gone`);
  });

/** Every golden is read by this release, and nothing of it is lost; and every event has today's example among them. */
export const goldenFaults = (goldens: Goldens, definitions: readonly EventDefinition[]): readonly string[] =>
  definitions.flatMap(({ type, data, example }) => {
    const known = goldens[type] ?? [];
    const missing = known.some((golden) => isDeepStrictEqual(golden, example))
      ? []
      : [`${type}: its example is not among the goldens: pnpm goldens`];
    const unread = known.flatMap((golden, index) => {
      const read = data.safeParse(golden);
      if (!read.success) return [`${type}: golden ${index + 1} is refused: ${z.prettifyError(read.error)}`];
      return isDeepStrictEqual(read.data, golden) ? [] : [`${type}: golden ${index + 1} is read as ${JSON.stringify(read.data)}`];
    });
    return [...missing, ...unread];
  });
