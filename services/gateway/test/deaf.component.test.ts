import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { eventually } from '@wadah/testing';
import type { StartedGateway } from '../src/gateway.ts';
import { get, publicHeaders, publicPage, unlimited } from './support/public-page.ts';
import { testGateway, type TestGateway } from './support/start.ts';

/** A way to Redis that can be cut. */
type Line = { readonly url: string; cut(): void; mend(): void; close(): Promise<void> };

const lineTo = async (redisUrl: string): Promise<Line> => {
  const target = new URL(redisUrl);
  const open = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy()).on('close', () => open.delete(one) && other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(redisUrl);
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => {
    isCut = true;
    open.forEach((socket) => socket.destroy());
  };
  return {
    url: url.href,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

let parts: TestGateway;
let line: Line;
let gateway: StartedGateway;
beforeAll(async () => {
  parts = await testGateway();
  line = await lineTo(parts.names.stack.redisUrl);
  gateway = await unlimited(parts, { REDIS_URL: line.url });
});
afterAll(async () => {
  line.mend();
  await parts.stop();
  await line.close();
});

const statusOf = async (path: string): Promise<string> => String((await get(gateway, path)).headers['cache-status']);

test('a gateway that can’t hear purges forgets what it kept and keeps pages for a second only', async () => {
  const { path } = publicPage(parts);
  await eventually('pages are kept', async () => (await statusOf(path)).includes('detail=memory'));
  line.cut();
  let price = 1;
  parts.catalogue.answer((_request, response) => response.writeHead(200, publicHeaders).end(JSON.stringify({ price })));
  await eventually('what was kept is gone', async () => (await get(gateway, path)).body.price === 1, { timeoutMs: 1_000 });
  price = 2;
  const changedAt = performance.now();
  await eventually('what is true now', async () => (await get(gateway, path)).body.price === 2, { timeoutMs: 1_500 });
  expect(performance.now() - changedAt).toBeLessThan(1_500);
  await eventually('it to be kept for a moment', async () => (await statusOf(path)).includes('detail=memory'));
});
