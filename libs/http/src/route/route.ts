import type { Rejection, Result } from '@wadah/kit';
import type express from 'express';
import type { z } from 'zod';
import type { Actor, ClientActor, Role, ServiceActor, Stranger, UserActor } from '../auth/actor.ts';
import type { CursorPosition } from '../list/cursor-codec.ts';
import type { StreamState } from '../stream/stream-state.ts';

/** Who may call. `open` never learns who asks; `optional` takes strangers and users; a client needs a route that names its scope. */
export type Auth =
  | 'open'
  | 'optional'
  | 'signed_in'
  | { readonly role: readonly Role[] }
  | { readonly scope: string; readonly or?: 'signed_in' }
  | { readonly internal: string };

export type ActorOf<A extends Auth> = A extends 'open'
  ? Stranger
  : A extends 'optional'
    ? Stranger | UserActor
    : A extends 'signed_in' | { readonly role: readonly Role[] }
      ? UserActor
      : A extends { readonly internal: string }
        ? ServiceActor
        : A extends { readonly scope: string; readonly or: 'signed_in' }
          ? UserActor | ClientActor
          : A extends { readonly scope: string }
            ? ClientActor
            : Actor;

export type Locale = 'id' | 'en';

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** The default of a route without that part. */
export type Nothing = z.ZodObject<Record<never, never>>;

export type RouteRequest<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType, A extends Auth> = {
  readonly params: z.output<P>;
  readonly query: z.output<Q>;
  readonly body: z.output<B>;
  readonly headers: z.output<H>;
  readonly actor: ActorOf<A>;
  /** The id claimed with the idempotency key, or a fresh one: what the new aggregate is to be called. Empty without `newId`. */
  readonly id: string;
  readonly idempotencyKey?: string;
  /** The version named by If-Match. */
  readonly ifMatch?: number;
  readonly prefer: { readonly waitSeconds?: number };
  readonly locale: Locale;
  readonly now: Date;
  /** Where the given `cursor` ended; a cursor of another list, filter or caller never reaches the handler. */
  readonly position?: CursorPosition;
  /** The cursor of a position, bound to this list, its filters and this caller. */
  readonly cursorAt: (position: CursorPosition) => string;
  /** Aborted when the client has gone away, or the stream is over. */
  readonly signal: AbortSignal;
  readonly raw: express.Request;
};

/** A request of which only the shape common to all routes is known. */
export type AnyRequest = RouteRequest<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Auth>;

type Described<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType, A extends Auth> = {
  /** Name of the operation: in the API document, in metrics, in the scope of idempotency keys. */
  readonly operation: string;
  readonly method: Method;
  /** As in OpenAPI: `/v1/orders/{orderId}`. */
  readonly path: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly auth: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** Only the headers that the route itself reads, in lower case; others are let through. */
  readonly headers?: H;
  /** `none` for reads; a write takes a key unless it says otherwise. */
  readonly idempotency?: 'none' | 'optional' | 'required';
  /** The scope of keys where nobody is signed in, as the cart's id on its own routes; without it a stranger's key is ignored. */
  readonly principal?: (request: AnyRequest) => string | undefined;
  readonly newId?: () => string;
  /** Codes of refusals that left something behind (a rejected order): their answer is stored under the key like a success. */
  readonly storedProblems?: readonly string[];
  /** The answer holds a secret: it is not stored, and a retry under the same key is 409 `already-done` {id}. */
  readonly secret?: boolean;
  readonly ifMatch?: 'optional' | 'required';
  /** Needs a token confirmed within 5 minutes (403 `confirmation-required`), and a readable revocation list. */
  readonly confirmation?: 'required';
  /** `any_form`: multipart too, with text fields alone. Default: `json`. */
  readonly bodyType?: 'json' | 'form' | 'any_form';
  readonly bodyLimitBytes?: number;
  /** Schema of each success; `null` where it has no body. */
  readonly responses: Readonly<Record<number, z.ZodType | null>>;
  /** Codes of the refusals that are this route's own. */
  readonly problems?: readonly string[];
  /** Declared public: the gateway may keep the answer. Only on `open` routes. */
  readonly cache?: { readonly maxAgeSeconds: number };
  /** How the gateway counts it. Default: `default`. */
  readonly limitClass?: 'default' | 'search' | 'auth' | 'hook';
  /** Another error shape than RFC 9457, as RFC 6749 §5.2 asks. */
  readonly problemView?: (
    rejection: Rejection,
    status: number,
  ) => { readonly status: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> };
};

export type Handled<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType, A extends Auth, T> = Described<
  P,
  Q,
  B,
  H,
  A
> & {
  readonly handle: (request: RouteRequest<P, Q, B, H, A>) => Promise<Result<T>> | Result<T>;
  /** Whose secret it is where the write makes nothing new: the id that a retry is told in place of `id`. */
  readonly secretOf?: (request: RouteRequest<P, Q, B, H, A>) => string;
  /** The only way from domain to wire. */
  readonly view?: (value: T, request: RouteRequest<P, Q, B, H, A>) => unknown;
  /** Without it: the lowest status of `responses`. */
  readonly status?: number | ((value: T) => number);
  readonly location?: (value: T) => string;
  readonly etag?: (value: T) => string | number;
  readonly stream?: never;
};

export type Streamed<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, H extends z.ZodType, A extends Auth, T> = Described<
  P,
  Q,
  B,
  H,
  A
> & {
  /** Yields the present state first, then each newer one; `signal` of the request ends it. */
  readonly stream: (
    request: RouteRequest<P, Q, B, H, A>,
  ) => Promise<Result<AsyncIterable<StreamState<T>>>> | Result<AsyncIterable<StreamState<T>>>;
  readonly view?: (value: T, request: RouteRequest<P, Q, B, H, A>) => unknown;
  readonly handle?: never;
};

/** A route whose types are checked and forgotten: what createApp and openApiDocument take. */
export type Route = Omit<Described<z.ZodType, z.ZodType, z.ZodType, z.ZodType, Auth>, 'params' | 'query' | 'body' | 'headers'> & {
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly handle?: (request: AnyRequest) => Promise<Result<unknown>> | Result<unknown>;
  readonly stream?: (
    request: AnyRequest,
  ) => Promise<Result<AsyncIterable<StreamState<unknown>>>> | Result<AsyncIterable<StreamState<unknown>>>;
  readonly secretOf?: (request: AnyRequest) => string;
  readonly view?: (value: unknown, request: AnyRequest) => unknown;
  readonly status?: number | ((value: unknown) => number);
  readonly location?: (value: unknown) => string;
  readonly etag?: (value: unknown) => string | number;
};
