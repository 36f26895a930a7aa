import { assertNever } from '@wadah/kit';
import { refusalAnswer, type Answer } from '../app/answer.ts';
import type { Logger } from '../app/ports.ts';
import { canonical } from '../list/canonical.ts';
import type { AnyRequest, Route } from '../route/route.ts';
import type { ClaimOutcome, IdempotencyLease, IdempotencyStore, StoredAnswer } from './idempotency-store.ts';

export type Idempotency = { readonly store: IdempotencyStore | undefined; readonly logger: Logger; readonly route: Route };

type Held = { readonly lease: IdempotencyLease; readonly id: string };

type Work = (id: string) => Promise<Answer>;

const replay = (route: Route, stored: StoredAnswer): Answer =>
  stored.kind === 'answer'
    ? { status: stored.status, headers: { ...stored.headers, 'idempotency-replayed': 'true' }, body: stored.body }
    : refusalAnswer(
        {
          kind: 'conflict',
          code: 'already-done',
          detail: 'This was done under the same key, and its answer held a secret that is shown once.',
          extra: { id: stored.id },
        },
        route,
      );

type Settled = Exclude<ClaimOutcome, { readonly status: 'claimed' | 'resumed' }>;

const settledAnswer = (route: Route, outcome: Settled): Answer => {
  switch (outcome.status) {
    case 'finished':
      return replay(route, outcome.answer);
    case 'in_flight':
      return refusalAnswer({ kind: 'conflict', code: 'idempotency-in-flight', detail: 'A request under this key is under way.' }, route);
    case 'mismatch':
      return refusalAnswer(
        { kind: 'unprocessable', code: 'idempotency-mismatch', detail: 'This key was used for another request.' },
        route,
      );
    default:
      return assertNever(outcome);
  }
};

/** Without anyone signed in a key has no owner, unless the route names one (a cart's id on its own routes). */
const principalOf = (route: Route, request: AnyRequest): string | undefined =>
  request.actor.kind === 'stranger' ? route.principal?.(request) : `${request.actor.kind}:${request.actor.id}`;

const storedFrom = (route: Route, answer: Answer, id: string): StoredAnswer =>
  route.secret === true ? { kind: 'secret', id } : { kind: 'answer', status: answer.status, headers: answer.headers, body: answer.body };

/** What made or changed something is kept, what left nothing behind is forgotten, and what ended unclear only ends its lease. */
const settle = (
  store: IdempotencyStore,
  { route, answer, held }: { readonly route: Route; readonly answer: Answer; readonly held: Held },
) => {
  if (answer.status >= 500) return store.release(held.lease);
  if (answer.rejection !== undefined && !(route.storedProblems ?? []).includes(answer.rejection.code)) return store.free(held.lease);
  return store.finish(held.lease, storedFrom(route, answer, held.id));
};

/** Runs the work of a write once per key (architecture §4 rule 6); without a key, a principal or a store it just runs. */
export const runIdempotent = async (
  { store, logger, route }: Idempotency,
  { request, content }: { readonly request: AnyRequest; readonly content: unknown },
  work: Work,
): Promise<Answer> => {
  const newId = () => route.newId?.() ?? '';
  const principal = principalOf(route, request);
  if (request.idempotencyKey === undefined || principal === undefined || store === undefined) return work(newId());
  const scope = { principal, operation: route.operation, key: request.idempotencyKey };
  const outcome = await store.claim({ ...scope, content: canonical(content), newId });
  if (!('lease' in outcome)) return settledAnswer(route, outcome);
  const quietly = (done: Promise<void>) =>
    // The work is done and its answer is known; a key that could not be settled only makes a retry find that work by its id.
    done.catch((error: unknown) => logger.warn({ err: error, operation: route.operation }, 'An idempotency key could not be settled.'));
  let answer: Answer;
  try {
    answer = await work(outcome.id);
  } catch (error) {
    await quietly(store.release(outcome.lease));
    throw error;
  }
  const id = route.secretOf?.(request) ?? outcome.id;
  await quietly(settle(store, { route, answer, held: { ...outcome, id } }));
  return answer;
};
