import { once } from 'node:events';
import type express from 'express';
import type { EndReason } from './stream-ending.ts';
import type { StreamState } from './stream-state.ts';

const COMMENT_EVERY_MS = 15_000;

type Sent = {
  readonly response: express.Response;
  readonly states: AsyncIterable<StreamState<unknown>>;
  readonly view: (value: unknown) => unknown;
  /** What Last-Event-ID named: states up to it are known to the client. */
  readonly knownVersion: number;
  readonly ending: Promise<EndReason>;
  readonly commentEveryMs?: number;
};

/** One SSE frame (WHATWG HTML §9.2); JSON text has no line breaks, so one data line is enough. */
const frameOf = (data: unknown, { id, event }: { readonly id?: number; readonly event?: string | undefined }): string =>
  `${id === undefined ? '' : `id: ${id}\n`}${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`;

/** Waits while the client reads more slowly than states come; what ends the stream ends the wait. */
const write = async (response: express.Response, frame: string, ending: Promise<unknown>): Promise<void> => {
  if (!response.write(frame)) await Promise.race([once(response, 'drain').catch(() => undefined), ending]);
};

const copyStates = async ({ response, states, view, knownVersion, ending }: Sent): Promise<EndReason> => {
  const iterator = states[Symbol.asyncIterator]();
  let shown = knownVersion;
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), ending]);
      if (typeof next === 'string') return next;
      if (next.done === true) return 'complete';
      const { version, value, event } = next.value;
      if (version <= shown) continue;
      await write(response, frameOf(view(value), { id: version, event }), ending);
      shown = version;
    }
  } finally {
    // Not awaited: a generator that waits for its source would hold the last event back.
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  }
};

/** Sends states as they come, a comment every 15 s, and a last event `end` {reason}. */
export const sendStream = async (sent: Sent): Promise<EndReason> => {
  const { response, commentEveryMs = COMMENT_EVERY_MS } = sent;
  response.status(200).set({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.flushHeaders();
  const comments = setInterval(() => response.write(': still here\n\n'), commentEveryMs);
  let reason: EndReason = 'error';
  try {
    reason = await copyStates(sent);
    return reason;
  } finally {
    clearInterval(comments);
    response.end(frameOf({ reason }, { event: 'end' }));
  }
};

export const knownVersionOf = (request: express.Request): number => {
  const given = request.headers['last-event-id']?.toString() ?? '';
  return /^\d{1,15}$/.test(given) ? Number(given) : -1;
};
