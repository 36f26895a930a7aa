import { request } from 'node:http';

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: any };
export type Call = {
  readonly token?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const address = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: acceptance runs through its own setup.`);
  return value;
};

export const gatewayUrl = (): string => address('ACCEPTANCE_GATEWAY');
export const mailUrl = (): string => address('ACCEPTANCE_MAIL');
export const sandboxUrl = (): string => address('ACCEPTANCE_SANDBOX');
export const serverKey = (): string => address('ACCEPTANCE_SERVER_KEY');
export const clockFile = (): string => address('ACCEPTANCE_CLOCK');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** One request, whatever its answer; `operation` reads as "POST /v1/orders". */
export const callAt = async (baseUrl: string, operation: string, call: Call = {}): Promise<Answer> => {
  const [method = 'GET', path = '/'] = operation.split(' ');
  const body = call.raw ?? (call.body === undefined ? undefined : JSON.stringify(call.body));
  const response = await fetch(baseUrl + path, {
    method,
    signal: AbortSignal.timeout(20_000),
    headers: {
      // What a suite has just done it wants to see; the kept pages have tests of their own.
      'cache-control': 'no-cache',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(call.token === undefined ? {} : { authorization: `Bearer ${call.token}` }),
      ...call.headers,
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, headers: response.headers, body: parse(await response.text()) };
};

export const call = (operation: string, options?: Call): Promise<Answer> => callAt(gatewayUrl(), operation, options);

/** A request that must succeed; anything else fails with what was answered. */
export const must = async (operation: string, options?: Call): Promise<any> => {
  const answer = await call(operation, options);
  if (answer.status >= 400) throw new Error(`${operation} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
};

/** Sends a path exactly as written; fetch would tidy it up before it leaves. */
export const statusOfRawPath = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(gatewayUrl());
    const sent = request({ hostname, port, path, method: 'GET', timeout: 10_000 }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
