import { parseArgs } from 'node:util';

export const caseNames = ['processes', 'detail-hot', 'detail-cold', 'search', 'cart', 'event-hop', 'checkout', 'replicas'] as const;

/** Runs only where `--only` names it. */
const apart: readonly CaseName[] = ['replicas'];

export type CaseName = (typeof caseNames)[number];

export type Options = {
  readonly cases: readonly CaseName[];
  /** What grows with the data, instead of the cases. */
  readonly growth: boolean;
  /** On what the run before has left, to try things out. */
  readonly keep: boolean;
  /** How long each loop runs. */
  readonly seconds: number;
};

const SECONDS_MAX = 60;

const isCase = (text: string): text is CaseName => (caseNames as readonly string[]).includes(text);

export const readOptions = (argv: readonly string[]): Options => {
  const { values } = parseArgs({
    args: argv.filter((word) => word !== '--'),
    options: {
      only: { type: 'string', multiple: true },
      growth: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '8' },
    },
  });
  const { growth, keep } = values;
  const only = values.only ?? caseNames.filter((name) => !apart.includes(name));
  const unknown = only.find((name) => !isCase(name));
  if (unknown !== undefined) throw new Error(`--only is one of ${caseNames.join(', ')}, not ${unknown}.`);
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= SECONDS_MAX)) throw new Error(`--seconds is 1 to ${SECONDS_MAX}, not ${values.seconds}.`);
  return { cases: caseNames.filter((name) => only.includes(name)), growth, keep, seconds };
};
