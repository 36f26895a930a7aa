import { isDeepStrictEqual } from 'node:util';
import type { Copy, StoredRow } from '../found.ts';

type Fields = Readonly<Record<string, unknown>>;

/** By the row's id, the fields that it must have. */
export type Replayed = ReadonlyMap<string, Fields>;

/** Lays what each event says over what the earlier ones said. */
export const replay = <E>(events: readonly E[], changeOf: (event: E) => readonly [string, Fields] | undefined): Replayed => {
  const rows = new Map<string, Fields>();
  for (const event of events) {
    const change = changeOf(event);
    if (change !== undefined) rows.set(change[0], { ...rows.get(change[0]), ...change[1] });
  }
  return rows;
};

const rowFaults = (row: StoredRow | undefined, id: string, wanted: Fields): readonly string[] => {
  if (row === undefined) return [`${id} is missing`];
  return Object.entries(wanted)
    .filter(([name, value]) => !isDeepStrictEqual(row[name], value))
    .map(([name, value]) => `${id} has ${name} ${JSON.stringify(row[name])}, a replay ${JSON.stringify(value)}`);
};

/** Both ways: a row that differs or is missing, and one that no event explains. */
export const differences = ({ service, rows }: Copy, replayed: Replayed): readonly string[] => {
  const stored = new Map(rows.map((row) => [row._id, row]));
  const faults = [...replayed].flatMap(([id, wanted]) => rowFaults(stored.get(id), id, wanted));
  const unexplained = rows.filter(({ _id }) => !replayed.has(_id)).map(({ _id }) => `${_id} comes from no event`);
  return [...faults, ...unexplained].map((fault) => `${fault} (in ${service})`);
};
