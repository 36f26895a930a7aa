import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeJson } from './json-file.ts';

export type PartPasswords = { readonly mongo: string; readonly redis: string; readonly kafka: string };

export type ServiceSecrets = PartPasswords & {
  /** The secret of the service's own OAuth client, `service-<name>`. */
  readonly client: string;
  /** base64 of 32 bytes each. */
  readonly dataKey: string;
  readonly hashKey: string;
};

export type Secrets = {
  readonly admin: PartPasswords;
  readonly verify: PartPasswords;
  readonly services: Readonly<Record<string, ServiceSecrets>>;
  readonly mongoKeyFile: string;
  readonly kafkaClusterId: string;
  readonly payment: { readonly serverKey: string; readonly signingKey: string };
};

const word = () => randomBytes(24).toString('base64url');
const key = () => randomBytes(32).toString('base64');
/** Kafka's tool takes an id that begins with a hyphen for an option; its own ids never do. */
const clusterId = () => {
  const bytes = randomBytes(16);
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f);
  return bytes.toString('base64url');
};
const passwords = (): PartPasswords => ({ mongo: word(), redis: word(), kafka: word() });

const newSecrets = (): Secrets => ({
  admin: passwords(),
  verify: passwords(),
  services: {},
  mongoKeyFile: randomBytes(64).toString('base64'),
  kafkaClusterId: clusterId(),
  payment: { serverKey: `SB-Mid-server-${word()}`, signingKey: word() },
});

const withServices = (secrets: Secrets, names: readonly string[]): Secrets => {
  const services = { ...secrets.services };
  for (const name of names) services[name] ??= { ...passwords(), client: word(), dataKey: key(), hashKey: key() };
  return { ...secrets, services };
};

/** Links rather than writes, so that of two first starts at once exactly one makes the secrets. */
const createOnce = (file: string, secrets: Secrets): void => {
  const draft = `${file}.${process.pid}.${word()}`;
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    rmSync(draft);
  }
};

/** The stack's secrets, made at first use and kept under mode 0600; a service new to the list gets its own. */
export const loadSecrets = (folder: string, serviceNames: readonly string[]): Secrets => {
  const file = join(folder, 'secrets.json');
  if (!existsSync(file)) createOnce(file, withServices(newSecrets(), serviceNames));
  const stored = readJson<Secrets>(file);
  if (serviceNames.every((name) => Object.hasOwn(stored.services, name))) return stored;
  const complete = withServices(stored, serviceNames);
  writeJson(file, complete, 0o600);
  return complete;
};
