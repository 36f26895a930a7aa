import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './eventually.ts';
import type { Say } from './failure.ts';
import { redisAcl } from './parts/redis.ts';
import { kafkaUsers } from './parts/kafka-settings.ts';
import type { Part } from './parts/part.ts';
import { recordPart } from './records.ts';
import { run, runOrFail } from './run.ts';
import { profileOf, type Stack } from './stack.ts';

export const composeIsUsable = async (): Promise<boolean> => {
  const [daemon, plugin] = await Promise.all([
    run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeoutMs: 10_000 }),
    run('docker', ['compose', 'version'], { timeoutMs: 10_000 }),
  ]);
  return daemon.code === 0 && plugin.code === 0;
};

/** What docker-compose.yml asks for. */
export const composeVariables = (stack: Stack): Readonly<Record<string, string | number>> => ({
  WADAH_KAFKA_PORT: stack.ports.kafka,
  WADAH_MONGO_PORT: stack.ports.mongo,
  WADAH_REDIS_PORT: stack.ports.redis,
  WADAH_SMTP_PORT: stack.ports.smtp,
  WADAH_MAIL_PORT: stack.ports.mail,
  WADAH_ADMIN_MONGO_PASSWORD: stack.secrets.admin.mongo,
  WADAH_ADMIN_KAFKA_PASSWORD: stack.secrets.admin.kafka,
  WADAH_ADMIN_REDIS_PASSWORD: stack.secrets.admin.redis,
  WADAH_KAFKA_CLUSTER_ID: stack.secrets.kafkaClusterId,
  WADAH_MONGO_KEY: stack.secrets.mongoKeyFile,
  WADAH_STACK_FOLDER: stack.folder,
});

const writeComposeFiles = (stack: Stack): string => {
  const file = join(stack.folder, 'compose.env');
  const lines = Object.entries(composeVariables(stack)).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(file, lines.join(''), { mode: 0o600 });
  writeFileSync(join(stack.folder, 'redis-users.acl'), redisAcl(stack), { mode: 0o644 });
  writeFileSync(join(stack.folder, 'kafka-users'), [...kafkaUsers(stack)].map(([name, password]) => `${name} ${password}\n`).join(''), {
    mode: 0o600,
  });
  return file;
};

const projectOf = (stack: Stack): string => `wadah-${stack.name}`;

const composeArguments = (stack: Stack): string[] => [
  ...['compose', '--project-name', projectOf(stack), '--file', join(stack.root, 'docker-compose.yml')],
  ...['--env-file', join(stack.folder, 'compose.env')],
];

/** Tests take their containers from testcontainers: the same file and users, no clean-up of its own, since many test processes share them. */
const testcontainersUp = async (stack: Stack, parts: readonly Part[]): Promise<void> => {
  const { DockerComposeEnvironment } = await import('testcontainers');
  const environment = new DockerComposeEnvironment(stack.root, 'docker-compose.yml')
    .withProjectName(projectOf(stack))
    .withEnvironmentFile(join(stack.folder, 'compose.env'))
    .withNoRecreate()
    .withAutoCleanup(false);
  await environment.up(parts.map((part) => part.name));
};

const commandUp = async (stack: Stack, parts: readonly Part[]): Promise<void> => {
  const args = [...composeArguments(stack), 'up', '--detach', '--wait', ...parts.map((part) => part.name)];
  await runOrFail('docker', args, { advice: `See: docker ${composeArguments(stack).join(' ')} logs`, timeoutMs: 600_000 });
};

export const composeUp = async (stack: Stack, parts: readonly Part[], say: Say): Promise<void> => {
  writeComposeFiles(stack);
  say(`docker compose: starting ${parts.map((part) => part.name).join(', ')}`);
  await (profileOf(stack) === 'demo' ? commandUp(stack, parts) : testcontainersUp(stack, parts));
  for (const part of parts) {
    await eventually(`${part.name} answers in docker`, () => part.answers(stack), part.readyMsMax);
    recordPart(stack, part.name, { way: 'compose' });
    say(`${part.name}: docker compose, port ${stack.ports[part.ports[0] ?? 'kafka']}`);
  }
};

export const composeStop = async (stack: Stack): Promise<void> => {
  await runOrFail('docker', [...composeArguments(stack), 'stop'], { advice: 'The containers could not be stopped.', timeoutMs: 120_000 });
};

export const composeRemove = async (stack: Stack): Promise<void> => {
  await runOrFail('docker', [...composeArguments(stack), 'down', '--volumes'], {
    advice: 'The containers could not be removed.',
    timeoutMs: 120_000,
  });
};
