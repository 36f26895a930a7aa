import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';

export type Answer = { readonly status: number; readonly headers: IncomingMessage['headers']; readonly text: string; readonly body: any };

export type Sent = { readonly method?: string; readonly headers?: OutgoingHttpHeaders; readonly content?: string };

/** Sends the path exactly as given: other clients tidy it up, and with it the trick under test. */
export const openRequest = (base: string, path: string, { method = 'GET', headers = {} }: Sent = {}) => {
  const { hostname, port } = new URL(base);
  const sent = request({ hostname, port, path, method, headers, agent: false });
  const answer = new Promise<IncomingMessage>((resolve, reject) => sent.once('response', resolve).once('error', reject));
  // A test that ends early on purpose must not end the run.
  answer.catch(() => undefined);
  return { sent, answer };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

export const ask = async (base: string, path: string, options: Sent = {}): Promise<Answer> => {
  const { sent, answer } = openRequest(base, path, options);
  sent.end(options.content);
  const response = await answer;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return { status: response.statusCode ?? 0, headers: response.headers, text, body: parsed(text) };
};
