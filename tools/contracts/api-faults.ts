import type { ApiContract, Operation, Security } from './api-contract.ts';
import { schemaFaults, type JsonSchema } from './schema-faults.ts';

/** One operation in the last release and in this one. */
type Pair = { readonly at: string; readonly before: Operation; readonly after: Operation };

const waysIn = ({ security }: Operation): readonly Security[] => (security.length === 0 ? [{}] : security);

const asksNoMore = (after: Security, before: Security): boolean =>
  Object.entries(after).every(
    ([scheme, scopes]) => scopes.every((scope) => before[scheme]?.includes(scope)) && Object.hasOwn(before, scheme),
  );

const securityFaults = ({ at, before, after }: Pair): readonly string[] =>
  waysIn(before)
    .filter((old) => !waysIn(after).some((present) => asksNoMore(present, old)))
    .map((old) => `${at}: ${Object.keys(old).join(' and ') || 'no token'} ${JSON.stringify(old)} is no longer enough`);

const parameterFaults = ({ at, before, after }: Pair): readonly string[] => {
  const kept = Object.entries(before.parameters).flatMap(([name, old]) => {
    const present = after.parameters[name];
    if (present === undefined) return [`${at} ${name}: is gone`];
    const needed = present.required && !old.required ? [`${at} ${name}: is now required`] : [];
    return [...needed, ...schemaFaults({ at: `${at} ${name}`, use: 'request', before: old.schema, after: present.schema })];
  });
  const added = Object.entries(after.parameters).filter(([name, { required }]) => required && before.parameters[name] === undefined);
  return [...kept, ...added.map(([name]) => `${at} ${name}: is new and required`)];
};

type Contents = { readonly at: string; readonly before: Readonly<Record<string, JsonSchema>>; readonly after: Contents['before'] };

const contentFaults = ({ at, before, after }: Contents, use: 'request' | 'answer'): readonly string[] =>
  Object.entries(before).flatMap(([mediaType, old]) => {
    const present = after[mediaType];
    return present === undefined ? [`${at}: ${mediaType} is gone`] : schemaFaults({ at, use, before: old, after: present });
  });

const bodyFaults = ({ at, before, after }: Pair): readonly string[] => {
  if (before.body === undefined) return after.body?.required === true ? [`${at} body: is new and required`] : [];
  if (after.body === undefined) return [`${at} body: is gone`];
  const needed = after.body.required && !before.body.required ? [`${at} body: is now required`] : [];
  return [...needed, ...contentFaults({ at: `${at} body`, before: before.body.content, after: after.body.content }, 'request')];
};

const answerFaults = ({ at, before, after }: Pair): readonly string[] =>
  Object.entries(before.answers).flatMap(([status, old]) => {
    const present = after.answers[status];
    if (present === undefined) return [`${at}: status ${status} is gone`];
    return contentFaults({ at: `${at} ${status}`, before: old, after: present }, 'answer');
  });

/** A refusal that can't happen any more breaks nobody; one that comes under another status does. */
const refusalFaults = ({ at, before, after }: Pair): readonly string[] =>
  Object.entries(before.refusals).flatMap(([status, codes]) =>
    codes
      .filter((code) => !after.refusals[status]?.includes(code))
      .flatMap((code) => {
        const moved = Object.keys(after.refusals).filter((other) => after.refusals[other]?.includes(code));
        return moved.map((other) => `${at}: ${code} was ${status} and is ${other}`);
      }),
  );

const operationFaults = (pair: Pair): readonly string[] => {
  const { at, before, after } = pair;
  const renamed = before.operationId === after.operationId ? [] : [`${at}: was named ${before.operationId} and is ${after.operationId}`];
  return [
    ...renamed,
    ...securityFaults(pair),
    ...parameterFaults(pair),
    ...bodyFaults(pair),
    ...answerFaults(pair),
    ...refusalFaults(pair),
  ];
};

/** What a caller who keeps to the last release would find broken. */
export const apiFaults = (released: ApiContract, present: ApiContract): readonly string[] => [
  ...Object.entries(released.operations).flatMap(([at, before]) => {
    const after = present.operations[at];
    return after === undefined ? [`${at}: is gone`] : operationFaults({ at, before, after });
  }),
  ...contentFaults({ at: 'schema', before: released.schemas, after: present.schemas }, 'answer'),
];
