import { execFile } from 'node:child_process';

const SHORT_MS_MAX = 110_000;

/** Eight carts and three faults on what runs already; this seed kills payment, catalogue and order; sleeping ones and the broker are the full form’s. */
const faultsOf = (seed: number): Promise<{ readonly code: number; readonly told: string }> =>
  new Promise((resolve) => {
    const args = ['faults/src/main.ts', '--short', '--seed', String(seed)];
    execFile(process.execPath, args, { timeout: SHORT_MS_MAX }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, told: `${stdout}${stderr}` }),
    );
  });

test('carts that are bought while services die and sleep all end, and every invariant holds', async () => {
  const { code, told } = await faultsOf(38);
  expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
}, 120_000);
