import { execFile } from 'node:child_process';

const SHORT_MS_MAX = 90_000;

const killedAtSteps = (): Promise<{ readonly code: number; readonly told: string }> =>
  new Promise((resolve) => {
    const args = ['faults/src/main.ts', '--steps', '--short'];
    execFile(process.execPath, args, { timeout: SHORT_MS_MAX }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : 1, told: `${stdout}${stderr}` }),
    );
  });

test('services that die after a hold, after a payment and between a refund and its mark lose and repeat nothing', async () => {
  const { code, told } = await killedAtSteps();
  expect({ code, told: code === 0 ? '' : told }).toEqual({ code: 0, told: '' });
}, 100_000);
