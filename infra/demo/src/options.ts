import { parseArgs } from 'node:util';

export type Options = {
  /** Exits when the journeys are done, instead of staying up to be looked at. */
  readonly once: boolean;
  /** Only brings everything up and seeds; the acceptance tests begin so. */
  readonly seedOnly: boolean;
  readonly stack: 'demo' | 'test' | 'bench';
  readonly password: string;
};

export const readOptions = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Options => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      once: { type: 'boolean', default: false },
      'seed-only': { type: 'boolean', default: false },
      stack: { type: 'string', default: 'demo' },
    },
  });
  const { stack } = values;
  if (stack !== 'demo' && stack !== 'test' && stack !== 'bench') throw new Error(`--stack is demo, test or bench, not ${stack}.`);
  return {
    once: values.once,
    seedOnly: values['seed-only'],
    stack,
    password: env['WADAH_DEMO_PASSWORD'] ?? 'wadah-demo-2026',
  };
};
