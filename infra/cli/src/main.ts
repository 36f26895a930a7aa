import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import {
  StackFailure, applyServiceIndexes, applyStackTopics, backUp, clockFileOf, databaseOf, isStackName, profileOf, repositoryRoot, restore,
  serviceEnvironment, serviceJobFile,
  serviceNames, stackUp,
  type ServiceName, type StackHandle,
} from '@wadah/local'; // prettier-ignore
import { serviceCommands, sharedCommands, stackCommands } from './commands.ts';

const usage = (): string => {
  const lines = [
    ...Object.entries(stackCommands),
    ...[...Object.entries(serviceCommands), ...Object.entries(sharedCommands)].map(([words, { says }]) => [words, says] as const),
  ];
  return ['pnpm wadah <noun> <verb> … [--stack demo|test|bench]', ...lines.map(([words, says]) => `  ${words.padEnd(20)} ${says}`)].join(
    '\n',
  );
};

const isServiceName = (word: string): word is ServiceName => serviceNames.some((name) => name === word);

/** Given wrongly, which is another exit code than a failure. */
class UsageFailure extends StackFailure {}

type Job = { readonly service: ServiceName; readonly job: string; readonly args: readonly string[] };

type Own = Readonly<Record<string, string>>;

const runFile = (file: string, args: readonly string[], own: Own): Promise<number> => {
  const child = spawn(process.execPath, [file, ...args], { cwd: repositoryRoot(), env: { ...process.env, ...own }, stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
};

/** With the service's own credentials, on a stack by those that it was given, in a deployment by those of its environment. */
const runJob = ({ service, job, args }: Job, own: Own): Promise<number> => {
  const file = serviceJobFile({ root: repositoryRoot() }, service, job);
  if (file === undefined) throw new StackFailure(`${service} has no command ${job}.`);
  return runFile(file, args, own);
};

/** Of no service: it may read everything and write nothing. */
const runVerify = (own: Own): Promise<number> => runFile('acceptance/verify/main.ts', [], own);

const verifyEnvironment = (stack: StackHandle): Own => ({
  VERIFY_MONGO_URL: stack.mongoVerifyUrl,
  VERIFY_DATABASE_PATTERN: databaseOf(stack, '*'),
  VERIFY_KAFKA_BROKERS: stack.kafkaVerify.brokers.join(','),
  VERIFY_KAFKA_USERNAME: stack.kafkaVerify.username,
  VERIFY_KAFKA_PASSWORD: stack.kafkaVerify.password,
  ...(profileOf(stack) === 'test' ? { VERIFY_CLOCK_FILE: clockFileOf(stack) } : {}),
});

const takeStackName = (words: string[]): string => {
  const at = words.indexOf('--stack');
  return at < 0 ? 'demo' : (words.splice(at, 2)[1] ?? '');
};

const jobOf = (words: string, args: readonly string[]): Job | undefined => {
  const named = serviceCommands[words];
  if (named) return { ...named, args };
  const shared = sharedCommands[words];
  // A projection may be named as order.members.
  const [service = '', ...rest] = [...(args[0]?.split('.') ?? []), ...args.slice(1)];
  if (shared === undefined) return undefined;
  if (service === '' && words.endsWith(' list')) return undefined;
  if (!isServiceName(service)) throw new UsageFailure(`${words} takes a service: ${serviceNames.join(', ')}.`);
  return { service, job: shared.job, args: [words.slice(words.indexOf(' ') + 1), ...rest] };
};

/** The folder that follows the option, from where the command was given. */
const folderOf = (option: '--to' | '--from', args: readonly string[]): string => {
  const [given, folder = '', ...more] = args;
  if (given !== option || folder === '' || more.length > 0) throw new UsageFailure(`It takes ${option} DIR and nothing else.`);
  return resolve(folder);
};

/** A list of no service in particular is one of all that have it. */
const listAll = async (words: string, environmentOf: (service: ServiceName) => Own): Promise<number> => {
  const job = sharedCommands[words]?.job ?? '';
  const having = serviceNames.filter((service) => serviceJobFile({ root: repositoryRoot() }, service, job) !== undefined);
  let worst = 0;
  for (const service of having) worst = Math.max(worst, await runJob({ service, job, args: ['list'] }, environmentOf(service)));
  return worst;
};

const dispatch = async (stack: StackHandle, words: string, args: readonly string[]): Promise<number> => {
  const job = jobOf(words, args);
  const environmentOf = (service: ServiceName) => serviceEnvironment(service, stack, { profile: profileOf(stack), logLevel: 'warn' });
  if (job) return runJob(job, environmentOf(job.service));
  if (words in sharedCommands) return listAll(words, environmentOf);
  if (words === 'verify') return runVerify(verifyEnvironment(stack));
  if (words === 'backup') return backUp(stack, folderOf('--to', args), console.log).then(() => 0);
  if (words === 'restore') {
    const environment = { profile: profileOf(stack), logLevel: 'warn' } as const;
    return restore(stack, { folder: folderOf('--from', args), environment, runJob, say: console.log }).then(() => 0);
  }
  if (words === 'topics apply') return applyStackTopics(stack).then(({ created }) => (console.log(`topics made: ${created.length}`), 0));
  if (words === 'indexes apply') {
    const unknown = args.filter((name) => !isServiceName(name));
    if (unknown.length > 0) throw new StackFailure(`No service is called ${unknown.join(', ')}.`);
    const names = args.length === 0 ? serviceNames : args.filter(isServiceName);
    return applyServiceIndexes(names, stack, { profile: profileOf(stack), logLevel: 'warn' }).then(() => 0);
  }
  throw new UsageFailure(usage());
};

const main = async (): Promise<number> => {
  const words = process.argv.slice(2);
  const name = takeStackName(words);
  const [noun = '', ...rest] = words;
  // A command of one word is followed by its options at once.
  const [verb, args] = rest[0]?.startsWith('--') === true ? ['', rest] : [rest[0] ?? '', rest.slice(1)];
  if (!isStackName(name) || noun === '') throw new UsageFailure(usage());
  const command = `${noun} ${verb}`.trimEnd();
  const job = jobOf(command, args);
  // A deployment has no stack to bring up: its environment is the service's.
  const inProduction = process.env['WADAH_PROFILE'] === 'production';
  if (inProduction && job) return runJob(job, {});
  if (inProduction && command === 'verify') return runVerify({});
  return dispatch(await stackUp(name), command, args);
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StackFailure)) throw error;
  console.error(error.message);
  process.exitCode = error instanceof UsageFailure ? 2 : 1;
}
