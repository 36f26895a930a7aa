type Fields = Readonly<Record<string, any>>;

/** Ids, numbers and hashes differ from run to run, and a step must keep its name. */
export const withoutIds = (text: string): string =>
  text
    .replace(/\b[a-z]{2,5}_[0-9A-Za-z-]{8,}/g, '*')
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,}/g, '*')
    .replace(/(?<=[/:])[A-Za-z0-9_=-]{16,}/g, '*')
    .replace(/(?<=[/:])\d+/g, '*');

/** What every write of an aggregate sets says nothing about which write it is. */
const ownFields: ReadonlySet<string> = new Set([
  'schema', 'writeId', 'cause', 'updatedAt', 'createdAt', 'version', 'sequence', 'outbox', '_id',
]); // prettier-ignore

const topOf = (path: string): string => {
  const [top = '', ...rest] = path.split('.');
  return rest.length === 0 ? top : `${top}.*`;
};

const fieldsOf = (fields: Fields): readonly string[] =>
  [...new Set(Object.keys(fields).filter((name) => !ownFields.has(name)).map(topOf))].toSorted(); // prettier-ignore

const itemName = (item: Fields): string => (item['kind'] === 'event' ? item['type'] : `entry ${String(item['id']).split(':')[1] ?? ''}`);

const toldBy = (items: readonly Fields[]): string => `[${[...new Set(items.map(itemName))].join(', ')}]`;

const statusOf = (state: Fields | undefined): string => (typeof state?.['status'] === 'string' ? ` ${state['status']}` : '');

/** What a new document says of itself. */
export const documentName = (document: Fields): string => {
  const { outbox, state } = document;
  if (Array.isArray(outbox) && outbox.length > 0) return `${toldBy(outbox)}`;
  const movement = String(document['_id'] ?? '').split(':')[1];
  return `new${statusOf(state ?? document)}${movement === undefined ? '' : ` ${movement}`}`;
};

/** What an update does: the events and entries that it leaves in the outbox, else the fields that it touches. */
export const updateName = (update: Fields): string => {
  if (update['$setOnInsert'] !== undefined) return documentName(update['$setOnInsert']);
  if (update['$pull'] !== undefined) return `pull ${Object.keys(update['$pull']).map(topOf).join(', ')}`;
  const pushed = update['$push']?.outbox?.$each;
  if (Array.isArray(pushed) && pushed.length > 0) return toldBy(pushed);
  const { state, status, ...set } = update['$set'] ?? {};
  const operators = Object.entries({ ...update, $set: set }) as [string, Fields][];
  const touched = operators.filter(([name]) => name !== '$push').flatMap(([name, fields]) => fieldsOf(fields).map((field) => `${name.slice(1)} ${field}`)); // prettier-ignore
  const of = statusOf(state ?? { status });
  return [`${state === undefined ? '' : 'state'}${of}`.trim(), ...touched].filter((part) => part !== '').join(', ');
};

const operationName = (operation: Fields): string => {
  const [kind = '', work = {}] = Object.entries(operation)[0] ?? [];
  return `${kind}(${work.update === undefined ? documentName(work.document ?? {}) : updateName(work.update)})`;
};

/** Arguments of the driver's call, as it got them. */
export const writeName = (operation: string, [first, second]: readonly unknown[]): string => {
  if (operation === 'bulkWrite') return [...new Set((first as Fields[]).map(operationName))].toSorted().join(' + ');
  if (operation === 'insertOne') return documentName(first as Fields);
  return operation.startsWith('delete') || operation === 'findOneAndDelete' ? '' : updateName((second ?? {}) as Fields);
};
