import { parseArgs } from 'node:util';
import { operatorOf, type Operator } from '../operator.ts';
import { UsageFault } from '../usage.ts';

type Chosen = { readonly topic: string; readonly key: string };

export type DeadLetterCommand =
  | { readonly verb: 'list' }
  | { readonly verb: 'show'; readonly chosen: Chosen }
  | { readonly verb: 'replay'; readonly chosen: Partial<Chosen>; readonly operator: Operator }
  | { readonly verb: 'drop'; readonly chosen: Chosen; readonly all: boolean; readonly operator: Operator };

const usage = (service: string): string =>
  [
    `pnpm wadah dead-letters list ${service}`,
    `pnpm wadah dead-letters show ${service} TOPIC KEY`,
    `pnpm wadah dead-letters replay ${service} [TOPIC [KEY]] --reason TEXT [--operator NAME]`,
    `pnpm wadah dead-letters drop ${service} TOPIC KEY [--all] --reason TEXT [--operator NAME]`,
  ].join('\n');

const reasonMax = 500;

const parse = (args: readonly string[]) => {
  const options = { reason: { type: 'string' }, operator: { type: 'string' }, all: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
  return { ...values, positionals };
};

type Parsed = ReturnType<typeof parse>;

/** @throws {UsageFault} saying what is wrong. */
export const readCommand = (service: string, args: readonly string[]): DeadLetterCommand => {
  const refuse = (fault: string): never => {
    throw new UsageFault(`${fault}\n${usage(service)}`);
  };
  const parsed = ((): Parsed => {
    try {
      return parse(args);
    } catch (error) {
      return refuse(error instanceof Error ? error.message : String(error));
    }
  })();
  const [verb = '', topic, key, ...more] = parsed.positionals;
  if (more.length > 0) refuse(`Nothing is expected after the key: ${more.join(' ')}`);
  if (parsed.all && verb !== 'drop') refuse('--all belongs to drop.');
  const one = (): Chosen => (topic === undefined || key === undefined ? refuse(`${verb} takes a topic and a key.`) : { topic, key });
  const operator = (): Operator => {
    const reason = parsed.reason?.trim() ?? '';
    if (reason === '') refuse(`${verb} takes a --reason, which is recorded.`);
    if (reason.length > reasonMax) refuse(`The reason has more than ${reasonMax} characters.`);
    return operatorOf({ operator: parsed.operator, reason });
  };
  switch (verb) {
    case 'list':
      return { verb };
    case 'show':
      return { verb, chosen: one() };
    case 'replay':
      return { verb, chosen: { ...(topic === undefined ? {} : { topic }), ...(key === undefined ? {} : { key }) }, operator: operator() };
    case 'drop':
      return { verb, chosen: one(), all: parsed.all, operator: operator() };
    default:
      return refuse(verb === '' ? 'What shall be done with them?' : `There is no dead-letters ${verb}.`);
  }
};
