import { spawn } from 'node:child_process';
import {
  StackFailure, applyServiceIndexes, applyStackTopics, isStackName, repositoryRoot, serviceEnvironment, serviceJobFile, serviceNames, stackUp,
  type ServiceName, type StackHandle,
} from '@wadah/local'; // prettier-ignore
import { serviceCommands, sharedCommands, stackCommands } from './commands.ts';

const usage = (): string => {
  const lines = [
    ...Object.entries(stackCommands),
    ...[...Object.entries(serviceCommands), ...Object.entries(sharedCommands)].map(([words, { says }]) => [words, says] as const),
  ];
  return ['pnpm wadah <noun> <verb> … [--stack demo|test]', ...lines.map(([words, says]) => `  ${words.padEnd(20)} ${says}`)].join('\n');
};

const profileOf = (stack: StackHandle) => (stack.name === 'demo' ? 'demo' : 'test');

const isServiceName = (word: string): word is ServiceName => serviceNames.some((name) => name === word);

type Job = { readonly service: ServiceName; readonly job: string; readonly args: readonly string[] };

/** With the service's own credentials, on a stack by those that it was given, in a deployment by those of its environment. */
const runJob = ({ service, job, args }: Job, own: Readonly<Record<string, string>>): Promise<number> => {
  const root = repositoryRoot();
  const file = serviceJobFile({ root }, service, job);
  if (file === undefined) throw new StackFailure(`${service} has no command ${job}.`);
  const child = spawn(process.execPath, [file, ...args], { cwd: root, env: { ...process.env, ...own }, stdio: 'inherit' });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
};

const takeStackName = (words: string[]): string => {
  const at = words.indexOf('--stack');
  return at < 0 ? 'demo' : (words.splice(at, 2)[1] ?? '');
};

const jobOf = (words: string, args: readonly string[]): Job | undefined => {
  const named = serviceCommands[words];
  if (named) return { ...named, args };
  const shared = sharedCommands[words];
  const [service = '', ...rest] = args;
  return shared && isServiceName(service) ? { service, job: shared.job, args: rest } : undefined;
};

const dispatch = async (stack: StackHandle, words: string, args: readonly string[]): Promise<number> => {
  const job = jobOf(words, args);
  if (job) return runJob(job, serviceEnvironment(job.service, stack, { profile: profileOf(stack), logLevel: 'warn' }));
  if (words === 'topics apply') return applyStackTopics(stack).then(({ created }) => (console.log(`topics made: ${created.length}`), 0));
  if (words === 'indexes apply') {
    const unknown = args.filter((name) => !isServiceName(name));
    if (unknown.length > 0) throw new StackFailure(`No service is called ${unknown.join(', ')}.`);
    const names = args.length === 0 ? serviceNames : args.filter(isServiceName);
    return applyServiceIndexes(names, stack, { profile: profileOf(stack), logLevel: 'warn' }).then(() => 0);
  }
  throw new StackFailure(usage());
};

const main = async (): Promise<number> => {
  const words = process.argv.slice(2);
  const name = takeStackName(words);
  const [noun = '', verb = '', ...args] = words;
  if (!isStackName(name) || noun === '') throw new StackFailure(usage());
  const job = jobOf(`${noun} ${verb}`, args);
  // A deployment has no stack to bring up: its environment is the service's.
  if (job && process.env['WADAH_PROFILE'] === 'production') return runJob(job, {});
  return dispatch(await stackUp(name), `${noun} ${verb}`, args);
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StackFailure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
