import { ok, reject, type RejectionKind, type Result } from '@wadah/kit';
import { z } from 'zod';
import { UpstreamOutage } from '../problem/outage.ts';
import type { ClientAnswer } from './http-client.ts';

const problem = z.object({ code: z.string(), detail: z.string() });

const KINDS: Readonly<Record<number, RejectionKind>> = {
  400: 'invalid',
  404: 'not_found',
  409: 'conflict',
  410: 'not_found',
  412: 'precondition_failed',
  422: 'unprocessable',
};

/**
 * A 2xx under its schema, a 4xx as the refusal that its problem document tells.
 * @throws UpstreamOutage when a 2xx isn't what was agreed: a page of HTML from something in between is no answer.
 */
export const readAnswer = <Schema extends z.ZodType>(
  schema: Schema,
  answer: ClientAnswer,
  call: { readonly upstream: string; readonly operation: string },
): Result<z.output<Schema>> => {
  if (answer.status >= 200 && answer.status < 300) {
    const parsed = schema.safeParse(answer.body);
    if (parsed.success) return ok(parsed.data);
    throw new UpstreamOutage(call, { reason: 'malformed_answer', status: answer.status, cause: parsed.error });
  }
  if (answer.status < 400) throw new UpstreamOutage(call, { reason: 'malformed_answer', status: answer.status });
  const told = problem.safeParse(answer.body);
  const { code, detail } = told.success
    ? told.data
    : { code: `upstream-${answer.status}`, detail: `${call.upstream} answered ${answer.status}.` };
  return reject(KINDS[answer.status] ?? 'conflict', code, detail);
};
