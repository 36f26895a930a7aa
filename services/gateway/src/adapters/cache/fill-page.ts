import type { Readable } from 'node:stream';
import type { IncomingHttpHeaders } from 'node:http';
import { mayStandIn, type KeptPage } from '../../domain/cached-page.ts';
import { freshSecondsOf, keptHeaders } from '../../domain/storable.ts';
import { readBounded } from './read-bounded.ts';

export type PublicAnswer = {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readable;
};

/** Asks the upstream as nobody; with an ETag it may answer that nothing has changed. @throws when it does not answer. */
export type AskPublic = (etag: string | undefined) => Promise<PublicAnswer>;

export type Filled =
  | { readonly kind: 'page'; readonly page: KeptPage; readonly how: 'miss' | 'revalidated' | 'stale'; readonly cause?: unknown }
  /** Nothing to keep; it is the answer of the one request that asked for it. */
  | { readonly kind: 'passed'; readonly answer: PublicAnswer };

export type FillOptions = {
  readonly bodyBytesMax: number;
  readonly staleMs: number;
  /** With a page that can stand in, nobody waits longer for a better one. */
  readonly standInAfterMs: number;
  /** Who asked for a fresh page would rather have none than an old one. */
  readonly mayBeStale: boolean;
  readonly now: () => Date;
};

class TooSlow extends Error {
  override readonly name = 'TooSlow';
}

/** The call goes on, so that the breaker learns how it ends. */
const answerWithin = async (asked: Promise<PublicAnswer>, ms: number): Promise<PublicAnswer> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    asked.then(({ body }) => body.destroy(), () => undefined); // prettier-ignore
    reject(new TooSlow(`No answer within ${ms} ms.`));
  }, ms);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
};

const isOutage = (status: number): boolean => status === 500 || status === 502 || status === 503 || status === 504;

const lifeOf = (freshSeconds: number, { askedAtMs, staleMs }: { readonly askedAtMs: number; readonly staleMs: number }) => {
  const freshUntilMs = askedAtMs + freshSeconds * 1000;
  return { madeAtMs: askedAtMs, freshUntilMs, staleUntilMs: freshUntilMs + staleMs };
};

const takeAnswer = async (
  answer: PublicAnswer,
  known: KeptPage | undefined,
  life: FillOptions & { readonly askedAtMs: number },
): Promise<Filled> => {
  const { statusCode, headers, body } = answer;
  if (statusCode === 304 && known !== undefined) {
    body.resume();
    const seconds = freshSecondsOf(200, { ...known.headers, ...headers });
    const page = seconds === undefined ? { ...known, freshUntilMs: life.askedAtMs } : { ...known, ...lifeOf(seconds, life) };
    return { kind: 'page', how: 'revalidated', page };
  }
  const seconds = freshSecondsOf(statusCode, headers);
  if (seconds === undefined || Number(headers['content-length'] ?? 0) > life.bodyBytesMax) return { kind: 'passed', answer };
  const read = await readBounded(body, life.bodyBytesMax);
  if ('tooLong' in read) return { kind: 'passed', answer: { ...answer, body: read.tooLong } };
  return { kind: 'page', how: 'miss', page: { headers: keptHeaders(headers), body: read.whole, ...lifeOf(seconds, life) } };
};

/** One question to the upstream: a page, an answer that is nobody else's, or the old page while it is down (RFC 5861 §4). */
export const fillPage = async (ask: AskPublic, known: KeptPage | undefined, options: FillOptions): Promise<Filled> => {
  const askedAtMs = options.now().getTime();
  const standIn = known !== undefined && options.mayBeStale && mayStandIn(known, askedAtMs) ? known : undefined;
  try {
    const asked = ask(known?.headers['etag']);
    const answer = await (standIn === undefined ? asked : answerWithin(asked, options.standInAfterMs));
    if (standIn !== undefined && isOutage(answer.statusCode)) {
      answer.body.resume();
      return { kind: 'page', how: 'stale', page: standIn, cause: new Error(`It answered ${answer.statusCode}.`) };
    }
    return await takeAnswer(answer, known, { ...options, askedAtMs });
  } catch (error) {
    if (standIn === undefined) throw error;
    return { kind: 'page', how: 'stale', page: standIn, cause: error };
  }
};
