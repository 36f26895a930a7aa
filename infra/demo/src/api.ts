/** A step that did not go as it must; the demo prints `message` and exits with 1. */
export class DemoFailure extends Error {}

export type Answer<Body = Record<string, unknown>> = { readonly status: number; readonly body: Body; readonly etag?: string };

export type CallOptions = {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are an answer and no failure; 2xx always are. */
  readonly accept?: readonly number[];
};

export type Api = {
  call<Body = Record<string, unknown>>(operation: string, options?: CallOptions): Promise<Answer<Body>>;
};

const headersOf = (options: CallOptions): Record<string, string> => ({
  accept: 'application/json',
  ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
  ...options.headers,
});

const parsed = (text: string): unknown => {
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
};

/** A client of the gateway that knows what any outside program knows: a base address, HTTP and JSON. `operation` reads as "POST /v1/orders". */
export const apiAt = (baseUrl: string): Api => ({
  call: async <Body>(operation: string, options: CallOptions = {}) => {
    const [method = 'GET', path = '/'] = operation.split(' ');
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: headersOf(options),
      signal: AbortSignal.timeout(30_000),
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    });
    const body = parsed(await response.text()) as Body;
    if (!response.ok && !options.accept?.includes(response.status)) {
      throw new DemoFailure(`${operation} answered ${response.status}: ${JSON.stringify(body)}`);
    }
    const etag = response.headers.get('etag');
    return { status: response.status, body, ...(etag === null ? {} : { etag }) };
  },
});
