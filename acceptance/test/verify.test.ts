import { spawnSync } from 'node:child_process';

test('what the journeys leave in databases and topics breaks no invariant', () => {
  const verify = ['infra/cli/src/main.ts', 'verify', '--stack', 'test'];
  const { stdout, stderr, status } = spawnSync(process.execPath, verify, { encoding: 'utf8', timeout: 120_000, maxBuffer: 16_777_216 });
  expect({ said: `${stdout}${stderr}`, status }).toEqual({ said: expect.not.stringContaining('BROKEN'), status: 0 });
}, 130_000);
