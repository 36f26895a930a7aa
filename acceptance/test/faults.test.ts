import { execFile } from 'node:child_process';

const SHORT_MS_MAX = 110_000;

const shortForm = (args: readonly string[]): Promise<{ readonly code: number; readonly told: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, ['faults/src/main.ts', '--short', ...args], { timeout: SHORT_MS_MAX }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, told: `${stdout}${stderr}` }),
    );
  });

test.each([
  // This seed kills order and seller, and lets payment sleep for longer than its session.
  ['carts that are bought while services die and sleep all end, and every invariant holds', ['--seed', '28']],
  ['services that die after a hold, after a payment and between a refund and its mark lose and repeat nothing', ['--steps']],
])(
  '%s',
  async (_rule, args) => {
    const { code, told } = await shortForm(args);
    expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
  },
  120_000,
);
