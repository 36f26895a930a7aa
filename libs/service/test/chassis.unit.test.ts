import { runWithAmbient } from '@wadah/kit';
import { eventually } from '@wadah/testing';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clockFrom, createLogger, createMetrics, health, openListener, redisOutage, takeLeave } from '../src/index.ts';

const logged = (write: (logger: ReturnType<typeof createLogger>) => void): string => {
  const lines: string[] = [];
  write(createLogger({ service: 'order', level: 'info', destination: { write: (line) => lines.push(line) } }));
  return lines.join('');
};

test('a log line names its service and the correlation it belongs to', () => {
  const line = logged((logger) => runWithAmbient({ correlationId: 'cor-1' }, () => logger.info({ orderId: 'ord_1' }, 'Placed')));
  expect(JSON.parse(line)).toMatchObject({ service: 'order', correlationId: 'cor-1', orderId: 'ord_1', msg: 'Placed' });
});

test('no token, password or code reaches the log, also not inside an object', () => {
  const line = logged((logger) =>
    logger.info(
      {
        authorization: 'Bearer s3cret',
        body: { password: 's3cret', refreshToken: 's3cret' },
        req: { headers: { authorization: 's3cret' } },
      },
      'x',
    ),
  );
  expect(line).not.toContain('s3cret');
});

test.each(['err', 'error'])('an error under the name %s is logged with its message, its stack and what caused it', (name) => {
  const error = new TypeError('No such field', { cause: new Error('a document without state') });
  const line = JSON.parse(logged((logger) => logger.warn({ [name]: error }, 'An event failed.')));
  expect(line[name]).toMatchObject({ type: 'TypeError', message: 'No such field: a document without state' });
  expect(line[name].stack).toContain('chassis.unit.test.ts');
});

test.each(['err', 'error'])('a refused Redis command is logged under the name %s without its arguments', (name) => {
  const error = Object.assign(new Error('WRONGPASS invalid password'), { command: { name: 'auth', args: ['order', 's3cret'] } });
  expect(logged((logger) => logger.warn({ [name]: error }, 'x'))).not.toContain('s3cret');
});

test('of an error its code and its parts are logged, and nothing else that hangs on it', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    config: { headers: { authorization: 's3cret' } },
  });
  const line = logged((logger) => logger.warn({ err: new AggregateError([refused], 'No broker answers') }, 'x'));
  expect(JSON.parse(line).err).toMatchObject({ message: 'No broker answers', errors: [{ code: 'ECONNREFUSED' }] });
  expect(line).not.toContain('s3cret');
});

test('metrics exist from their first use on and carry the service', async () => {
  const metrics = createMetrics('order');
  metrics.counter('orders_total', { outcome: 'placed' });
  metrics.counter('orders_total', { outcome: 'placed' }, 2);
  metrics.gauge('outbox_documents', 4);
  metrics.histogram('http_request_seconds', 0.02, { route: '/v1/orders/{orderId}' });
  const text = await metrics.registry.metrics();
  expect(text).toContain('orders_total{outcome="placed",service="order"} 3');
  expect(text).toContain('outbox_documents{service="order"} 4');
  expect(text).toContain('http_request_seconds_bucket{le="0.025",service="order",route="/v1/orders/{orderId}"} 1');
});

test('the clock follows the offset in its file, and no file is no offset', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'wadah-')), 'clock');
  expect(Math.abs(clockFrom(file)().getTime() - Date.now())).toBeLessThan(1_000);
  writeFileSync(file, '3600000\n');
  expect(clockFrom(file)().getTime() - Date.now()).toBeGreaterThan(3_500_000);
});

test('readiness needs what is required, and only shows what is not', async () => {
  const asked = (required: boolean) =>
    health([{ name: 'redis', required, up: () => Promise.reject(new Error('down')) }], () => new Date()).ready();
  await expect(asked(true)).resolves.toEqual({ status: 'not_ready', checks: { redis: 'down' } });
  await expect(asked(false)).resolves.toEqual({ status: 'ready', checks: { redis: 'down' } });
});

test('a listener that drains finishes what is in flight and takes nothing new', async () => {
  let finish: (() => void) | undefined;
  const listener = await openListener(
    (_request, response) => {
      finish = () => response.end('done');
    },
    { host: '127.0.0.1', port: 0 },
  );
  const url = `http://127.0.0.1:${listener.port}`;
  const slow = fetch(url).then((response) => response.text());
  await eventually('the slow request has come', () => finish);
  const drained = listener.drain(5_000);
  finish?.();
  await expect(slow).resolves.toBe('done');
  await drained;
  await expect(fetch(url)).rejects.toThrow();
});

test('who takes leave is not ready, and answers on, each time with a goodbye, until its time is over', async () => {
  const listener = await openListener((_request, response) => void response.end('done'), { host: '127.0.0.1', port: 0 });
  const asked = health([], () => new Date());
  const ask = async (): Promise<string | null> => (await fetch(`http://127.0.0.1:${listener.port}`)).headers.get('connection');
  await expect(ask()).resolves.toBe('keep-alive');
  const left = takeLeave(asked, [listener], 300);
  await expect(asked.ready()).resolves.toMatchObject({ status: 'not_ready' });
  await expect(ask()).resolves.toBe('close');
  await left;
  await listener.drain(1_000);
});

test('a listener that drains cuts what does not end in time', async () => {
  const listener = await openListener((_request, response) => void response.write('begun'), { host: '127.0.0.1', port: 0 });
  const answer = await fetch(`http://127.0.0.1:${listener.port}`);
  await listener.drain(50);
  await expect(answer.text()).rejects.toThrow();
});

test.each<[string, Error, boolean]>([
  ['a timeout is an outage', new Error('Command timed out'), true],
  ['a closed connection is an outage', new Error('Connection is closed.'), true],
  ['a server that loads its data is an outage', new Error('LOADING Redis is loading the dataset in memory'), true],
  ['a server that can’t write its disk is an outage', new Error('MISCONF Redis is configured to save RDB snapshots'), true],
  ['a wrong command is none', new Error("ERR unknown command 'GRT'"), false],
])('%s', (_rule, error, expected) => expect(redisOutage(error)).toBe(expected));
