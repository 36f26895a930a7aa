import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Peers = Awaited<ReturnType<typeof peers>>;

const readForm = async (request: IncomingMessage): Promise<URLSearchParams> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
};

const scopeOf = (url: string): string => {
  const [path = ''] = url.split('?');
  if (path.startsWith('/internal/codes/')) return 'identity internal:codes.read';
  if (path.endsWith('/contact') || path.endsWith('/contacts')) return 'identity internal:contacts.read';
  if (path.startsWith('/internal/orders/')) return 'order internal:orders.read';
  return path.startsWith('/internal/sellers/') ? 'seller internal:reviews.read' : 'catalogue internal:reviews.read';
};

/** Identity, order, seller and catalogue over real HTTP: answers as a test puts them, and asks for the right token. */
export const peers = async () => {
  const answers = new Map<string, object>();
  const asked: string[] = [];
  let down = false;

  const answer = async (request: IncomingMessage): Promise<{ readonly status: number; readonly body: object }> => {
    const path = request.url ?? '';
    if (down) return { status: 503, body: {} };
    if (path === '/oauth/token') {
      const form = await readForm(request);
      return { status: 200, body: { access_token: `${form.get('audience')} ${form.get('scope')}`, expires_in: 300 } };
    }
    if (path.startsWith('/.well-known/')) return { status: 200, body: answers.get(path) ?? {} };
    asked.push(path);
    if (request.headers.authorization !== `Bearer ${scopeOf(path)}`) return { status: 401, body: {} };
    const body = answers.get(path);
    return body === undefined ? { status: 404, body: { code: 'not-there', detail: 'Not there.' } } : { status: 200, body };
  };

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    put: (path: string, body: object) => void answers.set(path, body),
    contact: (accountId: string, contact: { email: string; name?: string; locale?: string }) =>
      void answers.set(`/internal/accounts/${accountId}/contact`, { name: 'Budi', locale: 'id', ...contact }),
    setDown: (value: boolean) => void (down = value),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
