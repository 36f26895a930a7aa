import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Say } from '../failure.ts';
import { readJson, writeJson } from '../json-file.ts';
import { kafkaTools } from '../parts/kafka.ts';
import { kafkaUsers } from '../parts/kafka-settings.ts';
import { bareEnvironment } from '../parts/part.ts';
import { runOrFail } from '../run.ts';
import type { Stack } from '../stack.ts';

const writeAdminLogin = (stack: Stack): string => {
  const file = join(stack.folder, 'kafka', 'admin.properties');
  const jaas = `org.apache.kafka.common.security.scram.ScramLoginModule required username="admin" password="${stack.secrets.admin.kafka}";`;
  writeFileSync(file, `security.protocol=SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=${jaas}\n`, { mode: 0o600 });
  return file;
};

/** A service added after the folder was formatted gets its user through Kafka's own tool, since kafkajs cannot make SCRAM users. */
export const addMissingKafkaUsers = async (stack: Stack, say: Say): Promise<void> => {
  const marker = join(stack.folder, 'kafka', 'formatted');
  if (!existsSync(marker)) return; // Not native: compose makes its users itself, and an address from the environment brings them.
  const known = readJson<string[]>(marker);
  const missing = [...kafkaUsers(stack)].filter(([name]) => !known.includes(name));
  if (missing.length === 0) return;
  const { java, classPath } = await kafkaTools(stack, say);
  for (const [name, password] of missing) {
    const entity = ['--alter', '--entity-type', 'users', '--entity-name', name, '--add-config', `SCRAM-SHA-512=[password=${password}]`];
    const args = [
      '-cp',
      classPath,
      'kafka.admin.ConfigCommand',
      '--bootstrap-server',
      stack.addresses.kafka,
      '--command-config',
      writeAdminLogin(stack),
      ...entity,
    ];
    await runOrFail(java.program, args, { advice: `Kafka could not add the user ${name}.`, environment: bareEnvironment });
    say(`kafka: user ${name} added`);
  }
  writeJson(marker, [...kafkaUsers(stack).keys()]);
};
