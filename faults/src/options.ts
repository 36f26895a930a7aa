import { parseArgs } from 'node:util';

export type Options = {
  /** Runs are repeated with fresh seeds until this time is over; undefined means one run. */
  readonly minutes: number | undefined;
  readonly seed: number | undefined;
  /** A few carts and faults on what runs already, which goes on running; nothing is recorded. */
  readonly short: boolean;
};

const wholeNumber = (name: string, text: string | undefined): number | undefined => {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number >= 2 ** 32) throw new Error(`--${name} is a whole number of at most 32 bits.`);
  return number;
};

export const readOptions = (argv: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      minutes: { type: 'string' },
      seed: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const { short } = values;
  return { minutes: wholeNumber('minutes', values.minutes), seed: wholeNumber('seed', values.seed), short };
};
