import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, runningServices, stackHandle, startServices, stopServices, type StackHandle } from '../../src/index.ts';

let stack: StackHandle;

const writeSource = (path: string, source: string): void => {
  const file = join(stack.root, 'services/seller/src', path);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, source);
};

const readyService = `
import { createServer } from 'node:http';
createServer((request, response) => response.end(request.url === '/health/ready' ? process.env.KAFKA_USERNAME : '')).listen(Number(process.env.PORT), '127.0.0.1');
`;

const deafService = `${readyService}\nprocess.on('SIGTERM', () => {});`;

beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'wadah-services-'));
  const folder = join(root, 'stack');
  mkdirSync(folder);
  stack = { ...stackHandle('probe'), root, folder, logs: folder };
});

afterEach(async () => {
  await stopServices(runningServices(stack), stack);
  rmSync(stack.root, { recursive: true });
});

test('a service is started with its own environment, waited for, and stopped by its pid', async () => {
  writeSource('main.ts', readyService);
  const [service] = await startServices(['seller'], stack, { profile: 'test' });
  expect(await (await fetch(`${service?.url}/health/ready`)).text()).toBe('seller');
  expect(runningServices(stack).map(({ name }) => name)).toEqual(['seller']);
  await stopServices(runningServices(stack), stack);
  expect(service && isAlive(service.process)).toBe(false);
  expect(runningServices(stack)).toEqual([]);
});

test('a service that ends while it starts is reported with the end of its log', async () => {
  writeSource('main.ts', `console.error('KAFKA_BROKERS is missing'); process.exit(1);`);
  await expect(startServices(['seller'], stack, { profile: 'test' })).rejects.toThrow(
    /seller ended while it started[\s\S]*KAFKA_BROKERS is missing/,
  );
});

test('a service whose port is taken is refused with the owner of the port', async () => {
  writeSource('main.ts', readyService);
  const [first] = await startServices(['seller'], stack, { profile: 'test' });
  await expect(startServices(['seller'], stack, { profile: 'test' })).rejects.toThrow(
    new RegExp(`Port ${stack.ports.seller} for seller is taken by pid ${first?.process.pid}`),
  );
});

test('a service that does not hear SIGTERM is killed', async () => {
  writeSource('main.ts', deafService);
  const services = await startServices(['seller'], stack, { profile: 'test' });
  await stopServices(services, stack);
  expect(services.map((service) => isAlive(service.process))).toEqual([false]);
});

test('the indexes of a service are made before it starts, and a failure keeps it from starting', async () => {
  writeSource('main.ts', readyService);
  writeSource('adapters/cli/apply-indexes.ts', `console.error('index orders_by_buyer exists with other keys'); process.exit(1);`);
  await expect(startServices(['seller'], stack, { profile: 'test' })).rejects.toThrow(/indexes of seller[\s\S]*orders_by_buyer/);
  expect(runningServices(stack)).toEqual([]);
});
