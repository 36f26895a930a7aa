import { parseArgs } from 'node:util';

export type Options = {
  /** Exits when the journeys are done, instead of staying up to be looked at. */
  readonly once: boolean;
  /** Only brings everything up and seeds; the acceptance tests begin so. */
  readonly seedOnly: boolean;
  readonly stack: 'demo' | 'test';
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
  if (values.stack !== 'demo' && values.stack !== 'test') throw new Error(`--stack is demo or test, not ${values.stack}.`);
  return {
    once: values.once,
    seedOnly: values['seed-only'],
    stack: values.stack,
    password: env['WADAH_DEMO_PASSWORD'] ?? 'wadah-demo-2026',
  };
};
