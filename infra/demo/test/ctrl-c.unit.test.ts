import { spawn } from 'node:child_process';
import { once } from 'node:events';

const program = `
  import { waitForCtrlC } from './infra/demo/src/ctrl-c.ts';
  const interrupted = waitForCtrlC();
  console.log('waiting');
  await interrupted;
  console.log('interrupted');
`;

test('the demo stays up until Ctrl-C and then ends in order', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 10_000,
  });
  const chunks: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  child.kill('SIGINT');
  const [code] = await ended;
  expect([code, chunks.join('')]).toEqual([0, 'waiting\ninterrupted\n']);
});
