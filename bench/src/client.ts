import { Agent, request, type IncomingMessage } from 'node:http';

export class BenchFailure extends Error {}

const ANSWER_MS_MAX = 30_000;

export type CallOptions = {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Statuses that are an answer and no failure; 2xx always are. */
  readonly accept?: readonly number[];
};

export type Client = {
  /** `operation` reads as "POST /v1/orders". */
  call<Body = Record<string, unknown>>(operation: string, options?: CallOptions): Promise<{ readonly status: number; readonly body: Body }>;
  /** The server-sent events of one path; leaving the loop closes the stream. */
  events<State>(path: string, token: string): AsyncGenerator<State>;
};

const textOf = async (response: IncomingMessage): Promise<string> => {
  response.setEncoding('utf8');
  let text = '';
  for await (const chunk of response as AsyncIterable<string>) text += chunk;
  return text;
};

const headersOf = (options: CallOptions, payload: string | undefined): Record<string, string | number> => ({
  accept: 'application/json',
  ...(payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }),
  ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
  ...options.headers,
});

const dataOf = (block: string): string =>
  block
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice('data:'.length).trim())
    .join('\n');

/** A small client on node:http: on a machine that the load shares, fetch would take twice the time. */
export const clientAt = (baseUrl: string): Client => {
  const agent = new Agent({ keepAlive: true });
  const send = (operation: string, options: CallOptions): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const [method = 'GET', path = '/'] = operation.split(' ');
      const payload = options.body === undefined ? undefined : JSON.stringify(options.body);
      const signal = AbortSignal.timeout(ANSWER_MS_MAX);
      const sent = request(new URL(path, baseUrl), { method, agent, signal, headers: headersOf(options, payload) }, resolve);
      sent.on('error', reject);
      sent.end(payload);
    });
  return {
    call: async <Body>(operation: string, options: CallOptions = {}) => {
      const response = await send(operation, options);
      const text = await textOf(response);
      const status = response.statusCode ?? 0;
      if ((status < 200 || status > 299) && !options.accept?.includes(status)) throw new BenchFailure(`${operation}: ${status} ${text}`);
      return { status, body: (text === '' ? {} : JSON.parse(text)) as Body };
    },
    events: async function* <State>(path: string, token: string) {
      const response = await send(`GET ${path}`, { token, headers: { accept: 'text/event-stream' } });
      if (response.statusCode !== 200) throw new BenchFailure(`${path}: ${response.statusCode} ${await textOf(response)}`);
      response.setEncoding('utf8');
      let rest = '';
      for await (const chunk of response as AsyncIterable<string>) {
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const data of blocks.map(dataOf)) if (data !== '') yield JSON.parse(data) as State;
      }
    },
  };
};
