import { parseArgs } from 'node:util';

export const caseNames = ['detail-hot', 'detail-cold', 'search', 'cart', 'checkout', 'processes'] as const;

export type CaseName = (typeof caseNames)[number];

export type Options = {
  readonly cases: readonly CaseName[];
  /** Also the checkout with 64 buyers. */
  readonly full: boolean;
  /** How long each loop runs. */
  readonly seconds: number;
};

const SECONDS_MAX = 60;

const isCase = (text: string): text is CaseName => (caseNames as readonly string[]).includes(text);

export const readOptions = (argv: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string', multiple: true },
      full: { type: 'boolean', default: false },
      seconds: { type: 'string', default: '8' },
    },
  });
  const only = values.only ?? caseNames;
  const unknown = only.find((name) => !isCase(name));
  if (unknown !== undefined) throw new Error(`--only is one of ${caseNames.join(', ')}, not ${unknown}.`);
  const seconds = Number(values.seconds);
  if (!(seconds >= 1 && seconds <= SECONDS_MAX)) throw new Error(`--seconds is 1 to ${SECONDS_MAX}, not ${values.seconds}.`);
  return { cases: only.filter(isCase), full: values.full, seconds };
};
