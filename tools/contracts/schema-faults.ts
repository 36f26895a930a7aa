export type JsonSchema = { readonly [keyword: string]: unknown };

/** Who reads what whom: a request is old data read by the new release, an answer new data read by the old one, an event is both. */
export type Use = 'event' | 'request' | 'answer';

export type Change = { readonly at: string; readonly use: Use; readonly before: JsonSchema; readonly after: JsonSchema };

type Side = { readonly name: string; readonly schema: JsonSchema };

/** One direction: everything that the writer may write, the reader must read. */
type Reading = { readonly at: string; readonly use: Use; readonly writer: Side; readonly reader: Side };

const LOWER_LIMITS = ['minLength', 'minimum', 'exclusiveMinimum', 'minItems', 'minProperties'];
const UPPER_LIMITS = ['maxLength', 'maximum', 'exclusiveMaximum', 'maxItems', 'maxProperties'];
const WORDS_ONLY = ['$schema', 'title', 'description', 'example', 'examples'];
const COMPARED = new Set([
  ...[...LOWER_LIMITS, ...UPPER_LIMITS, ...WORDS_ONLY],
  ...['type', 'enum', 'const', 'format', 'pattern', 'required', 'properties', 'items', 'additionalProperties', 'anyOf', 'oneOf'],
]);

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const listOf = (value: unknown): readonly unknown[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? (value as unknown[]) : [value];

const namesIn = (value: unknown): readonly string[] => (listOf(value) ?? []) as readonly string[];

const valuesOf = (schema: JsonSchema): readonly unknown[] | undefined => listOf(schema['enum'] ?? schema['const']);

const fieldsOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>;

const alternativesOf = (schema: JsonSchema): readonly JsonSchema[] | undefined =>
  (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;

/** The values of a list that is open for its reader, as `openEnum` describes it: a value, or any string. */
const openValuesOf = (schema: JsonSchema): readonly unknown[] | undefined => {
  const [known, others, ...more] = alternativesOf(schema) ?? [];
  if (known === undefined || more.length > 0 || !same(others, { type: 'string' })) return undefined;
  return valuesOf(known);
};

const readsType = (read: readonly unknown[], written: unknown): boolean =>
  read.includes(written) || (written === 'integer' && read.includes('number'));

const typeFaults = ({ at, writer, reader }: Reading): readonly string[] => {
  const read = listOf(reader.schema['type']);
  const written = listOf(writer.schema['type']);
  if (read === undefined || written?.every((type) => readsType(read, type)) === true) return [];
  return [`${at}: ${writer.name} writes ${written?.join(' or ') ?? 'any type'}, ${reader.name} reads ${read.join(' or ')}`];
};

const valueFaults = ({ at, writer, reader }: Reading): readonly string[] => {
  const read = valuesOf(reader.schema);
  if (read === undefined) return [];
  const unread = valuesOf(writer.schema)?.filter((value) => !read.includes(value));
  if (unread === undefined) return [`${at}: ${reader.name} reads only ${read.map(show).join(', ')}`];
  return unread.map((value) => `${at}: ${reader.name} does not know the value ${show(value)}`);
};

const isTighter = (keyword: string, read: number, written: unknown): boolean => {
  if (typeof written !== 'number') return true;
  return LOWER_LIMITS.includes(keyword) ? read > written : read < written;
};

const limitFaults = ({ at, writer, reader }: Reading): readonly string[] =>
  [...LOWER_LIMITS, ...UPPER_LIMITS].flatMap((keyword) => {
    const read = reader.schema[keyword];
    const written = writer.schema[keyword];
    if (typeof read !== 'number' || !isTighter(keyword, read, written)) return [];
    return [`${at}: ${keyword} of ${reader.name} is ${read}, of ${writer.name} ${show(written)}`];
  });

const shapeFaults = ({ at, writer, reader }: Reading, keywords: readonly string[]): readonly string[] =>
  keywords
    .filter((keyword) => reader.schema[keyword] !== undefined && reader.schema[keyword] !== writer.schema[keyword])
    .map(
      (keyword) =>
        `${at}: ${keyword} of ${reader.name} is ${show(reader.schema[keyword])}, of ${writer.name} ${show(writer.schema[keyword])}`,
    );

const requiredFaults = ({ at, writer, reader }: Reading, gone: readonly string[]): readonly string[] => {
  const written = [...namesIn(writer.schema['required']), ...gone];
  return namesIn(reader.schema['required'])
    .filter((name) => !written.includes(name))
    .map((name) => `${at}.${name}: ${reader.name} demands it, ${writer.name} may leave it out`);
};

const isClosed = ({ schema }: Side): boolean => schema['additionalProperties'] === false;

const closedFaults = ({ at, use, writer, reader }: Reading): readonly string[] => {
  if (!isClosed(reader)) return [];
  if (!isClosed(writer)) return [`${at}: ${reader.name} refuses fields it does not know`];
  // A field that a request lost is told as gone.
  if (use === 'request') return [];
  const added = Object.keys(fieldsOf(writer.schema)).filter((name) => !Object.hasOwn(fieldsOf(reader.schema), name));
  return added.map((name) => `${at}.${name}: ${reader.name} refuses it`);
};

const readingFaults = (reading: Reading, gone: readonly string[]): readonly string[] => {
  const ofType = typeFaults(reading);
  // What is of another type has other limits too, and saying so helps nobody.
  if (ofType.length > 0) return ofType;
  const promised = [...valueFaults(reading), ...shapeFaults(reading, ['format']), ...requiredFaults(reading, gone)];
  // Who calls the API reads answers without checking their limits; a service checks each request and each event.
  if (reading.use === 'answer') return promised;
  return [...promised, ...limitFaults(reading), ...shapeFaults(reading, ['pattern']), ...closedFaults(reading)];
};

const readingsOf = ({ at, use, before, after }: Change): readonly Reading[] => {
  const old = { name: 'the last release', schema: before };
  const present = { name: 'this one', schema: after };
  const newReadsOld = { at, use, writer: old, reader: present };
  const oldReadsNew = { at, use, writer: present, reader: old };
  return { event: [newReadsOld, oldReadsNew], request: [newReadsOld], answer: [oldReadsNew] }[use];
};

const goneFields = ({ before, after }: Change): readonly string[] =>
  Object.keys(fieldsOf(before)).filter((name) => !Object.hasOwn(fieldsOf(after), name));

const fieldFaults = (change: Change): readonly string[] => {
  const present = fieldsOf(change.after);
  return Object.entries(fieldsOf(change.before)).flatMap(([name, before]) => {
    const after = present[name];
    const at = `${change.at}.${name}`;
    return after === undefined ? [`${at}: is gone`] : schemaFaults({ ...change, at, before, after });
  });
};

const membersOf = (schema: JsonSchema, keyword: string): JsonSchema =>
  typeof schema[keyword] === 'object' ? (schema[keyword] as JsonSchema) : {};

const memberFaults = (change: Change): readonly string[] =>
  ['items', 'additionalProperties'].flatMap((keyword) => {
    const [before, after] = [membersOf(change.before, keyword), membersOf(change.after, keyword)];
    return schemaFaults({ ...change, at: `${change.at}${keyword === 'items' ? '[]' : '.*'}`, before, after });
  });

/** A keyword of which nothing is known here may mean anything, so a change of it is refused. */
const unknownFaults = ({ at, before, after }: Change): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((keyword) => !COMPARED.has(keyword) && !same(before[keyword], after[keyword]))
    .map((keyword) => `${at}: ${keyword} was ${show(before[keyword])} and is ${show(after[keyword])}`);

const alternativeFaults = (change: Change): readonly string[] => {
  const { at, use } = change;
  const old = alternativesOf(change.before) ?? [change.before];
  const present = alternativesOf(change.after) ?? [change.after];
  const fits = (before: JsonSchema, after: JsonSchema): boolean => schemaFaults({ at, use, before, after }).length === 0;
  const unread = use === 'answer' ? [] : old.filter((before) => !present.some((after) => fits(before, after)));
  const unexpected = use === 'request' ? [] : present.filter((after) => !old.some((before) => fits(before, after)));
  return [
    ...unread.map((schema) => `${at}: this one reads no longer ${show(schema)}`),
    ...unexpected.map((schema) => `${at}: the last release does not read ${show(schema)}`),
  ];
};

/** What a change of one schema breaks for somebody who keeps to the last release; empty where nothing. */
export const schemaFaults = (change: Change): readonly string[] => {
  if (same(change.before, change.after)) return [];
  const [before, after] = [openValuesOf(change.before), openValuesOf(change.after)];
  if (before !== undefined && after !== undefined) {
    return before.filter((value) => !after.includes(value)).map((value) => `${change.at}: the value ${show(value)} is gone`);
  }
  if (alternativesOf(change.before) !== undefined || alternativesOf(change.after) !== undefined) return alternativeFaults(change);
  const gone = goneFields(change);
  return [
    ...readingsOf(change).flatMap((reading) => readingFaults(reading, gone)),
    ...fieldFaults(change),
    ...memberFaults(change),
    ...unknownFaults(change),
  ];
};
