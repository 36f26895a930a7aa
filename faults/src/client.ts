import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };

export type Call = {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends the finished request once more under the same key and compares what it names. */
  readonly twice?: boolean;
};

export type Client = {
  /** One request, whatever its answer; `operation` reads as "POST /v1/orders". */
  call(operation: string, options?: Call): Promise<Answer>;
  /** What a patient client does: the same request, under the same key, until something answers that is no outage. */
  insist(operation: string, options?: Call): Promise<Answer>;
  /** As `insist`, and any refusal is a failure. */
  must(operation: string, options?: Call): Promise<any>;
};

const ANSWER_MS_MAX = 20_000;
const PATIENCE_MS = 90_000;
/** Whoever waits looks ever more seldom: fifty people who look ten times a second leave a broker no time to start. */
const ASK_MS_MIN = 100;
const ASK_MS_MAX = 1_000;
const longer = (askMs: number): number => Math.min(ASK_MS_MAX, askMs * 1.4);

export class Refused extends Error {}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const send = async (baseUrl: string, operation: string, call: Call): Promise<Answer> => {
  const [method = 'GET', path = '/'] = operation.split(' ');
  const response = await fetch(baseUrl + path, {
    method,
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
    headers: {
      'cache-control': 'no-cache',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...call.headers,
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
};

const isOutage = ({ status, body }: Answer): boolean => status >= 500 || status === 429 || body.code === 'idempotency-in-flight';

const isAskedAgain = async (client: Client, operation: string, call: Call): Promise<Answer> => {
  const until = performance.now() + PATIENCE_MS;
  for (let askMs = ASK_MS_MIN; ; askMs = longer(askMs)) {
    const answer = await client.call(operation, call).catch((error: unknown) => error);
    if (!(answer instanceof Error) && !isOutage(answer as Answer)) return answer as Answer;
    const last = answer instanceof Error ? answer.message : `${(answer as Answer).status} ${JSON.stringify((answer as Answer).body)}`;
    if (performance.now() > until) throw new Error(`${operation} was not answered within ${PATIENCE_MS / 1000} s; at last: ${last}`);
    await pause(askMs + Math.random() * askMs);
  }
};

export const clientAt = (baseUrl: string): Client => {
  const client: Client = {
    call: (operation, options = {}) => send(baseUrl, operation, options),
    insist: async (operation, { twice = false, ...options } = {}) => {
      const keyed = { ...options, headers: { 'idempotency-key': randomUUID(), ...options.headers } };
      const answer = await isAskedAgain(client, operation, keyed);
      if (!twice) return answer;
      const again = await isAskedAgain(client, operation, keyed);
      if (again.status >= 400 !== answer.status >= 400 || again.body.orderId !== answer.body.orderId)
        throw new Refused(
          `${operation} twice under one key: ${answer.status} ${answer.body.orderId}, then ${again.status} ${again.body.orderId}`,
        );
      return answer;
    },
    must: async (operation, options) => {
      const answer = await client.insist(operation, options);
      if (answer.status >= 400) throw new Refused(`${operation} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
  return client;
};

/** Asks until the probe gives something; what never comes fails with the description. */
export const eventually = async <T>(what: string, probe: () => Promise<T | undefined | false>, timeoutMs = PATIENCE_MS): Promise<T> => {
  const until = performance.now() + timeoutMs;
  for (let askMs = ASK_MS_MIN; ; askMs = longer(askMs)) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > until) throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${what}.`);
    await pause(askMs);
  }
};
