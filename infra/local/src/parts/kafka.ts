import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureKafkaJars } from '../downloads/kafka-jars.ts';
import { javaProgram, type Java } from '../downloads/programs.ts';
import type { Say } from '../failure.ts';
import { kafkaAnswers } from '../probes.ts';
import { runOrFail } from '../run.ts';
import type { Stack } from '../stack.ts';
import { kafkaUsers, writeKafkaSettings, writeLogSettings } from './kafka-settings.ts';
import { bareEnvironment, type Part } from './part.ts';

const AOT_SINCE_JAVA = 25;

export type KafkaTools = { readonly java: Java; readonly classPath: string };

export const kafkaTools = async (stack: Stack, say: Say): Promise<KafkaTools> => {
  const folder = join(stack.downloads, 'kafka');
  const [java] = await Promise.all([
    javaProgram(stack.downloads, say),
    ensureKafkaJars({ lockFile: join(stack.root, 'infra/local/kafka-jars.lock'), folder, say }),
  ]);
  return { java, classPath: join(folder, '*') };
};

/** Formats the empty log folder with every user in it; done once, since a formatted folder is the data. */
const formatOnce = async (stack: Stack, { java, classPath }: KafkaTools, settings: string): Promise<void> => {
  const data = join(stack.folder, 'kafka', 'data');
  const marker = join(stack.folder, 'kafka', 'formatted');
  if (existsSync(marker)) return;
  rmSync(data, { recursive: true, force: true }); // What a format that was cut short has left.
  const users = [...kafkaUsers(stack)].flatMap(([name, password]) => ['--add-scram', `SCRAM-SHA-512=[name=${name},password=${password}]`]);
  const args = ['format', '-t', stack.secrets.kafkaClusterId, '-c', settings, ...users];
  await runOrFail(java.program, ['-Xshare:auto', '-XX:TieredStopAtLevel=1', '-cp', classPath, 'kafka.tools.StorageTool', ...args], {
    advice: 'Kafka could not format its folder.',
    environment: bareEnvironment,
  });
  writeFileSync(marker, JSON.stringify([...kafkaUsers(stack).keys()]));
};

/** Java 25 keeps loaded and linked classes in a cache that belongs to one Java and one set of jars. */
const aotFlags = (stack: Stack, { java }: KafkaTools): string[] => {
  if (java.major < AOT_SINCE_JAVA) return [];
  const jars = readFileSync(join(stack.downloads, 'kafka', 'checked'), 'utf8');
  const key = createHash('sha256').update(java.version).update(jars).digest('hex').slice(0, 16);
  const cache = join(stack.downloads, `kafka-${key}.aot`);
  // A refused cache is a warning for Java, not an error, so the broker starts without it.
  return existsSync(cache) ? [`-XX:AOTCache=${cache}`] : [`-XX:AOTCacheOutput=${cache}`];
};

/** A broker that lives for minutes spends half of its time on compiling well what it then hardly uses (measured over eleven suites: 11 s of CPU for 20). */
const compilerFlags = ({ name }: Stack): string[] => (name === 'test' || name === 'probe' ? ['-XX:TieredStopAtLevel=1'] : []);

export const kafkaPart: Part = {
  name: 'kafka',
  ports: ['kafka', 'kafkaController'],
  readyMsMax: 60_000,
  prepare: async (stack, say) => {
    const folder = join(stack.folder, 'kafka');
    mkdirSync(folder, { recursive: true });
    const tools = await kafkaTools(stack, say);
    const settings = writeKafkaSettings(stack, folder);
    await formatOnce(stack, tools, settings);
    const memory = [
      '-Xmx512m',
      '-Xms128m',
      '-XX:+UseSerialGC',
      '-Djava.awt.headless=true',
      `-Dlog4j2.configurationFile=${writeLogSettings(folder)}`,
    ];
    const args = [...memory, ...compilerFlags(stack), ...aotFlags(stack, tools), '-cp', tools.classPath, 'kafka.Kafka', settings];
    return { command: tools.java.program, args, cwd: folder, environment: bareEnvironment };
  },
  answers: (stack) => kafkaAnswers(stack.addresses.kafka),
};
