import { execFileSync } from 'node:child_process';

type Addresses = Readonly<Record<'gateway' | 'mail' | 'sandbox' | 'serverKey' | 'clock', string>>;

/** Brings up the test stack and every service, seeds Banten through the public API, and tells the suites where to knock. */
export default (): void => {
  // What an interrupted run left would answer in place of the services under test.
  execFileSync(process.execPath, ['infra/demo/src/stop.ts', '--stack', 'test'], { stdio: 'ignore', timeout: 60_000 });
  const output = execFileSync(process.execPath, ['infra/demo/src/main.ts', '--stack', 'test', '--seed-only'], {
    encoding: 'utf8',
    timeout: 240_000,
    maxBuffer: 16_777_216,
  });
  const line = output.split('\n').find((candidate) => candidate.startsWith('addresses '));
  if (line === undefined) throw new Error(`The seed tells no addresses:\n${output}`);
  const addresses = JSON.parse(line.slice('addresses '.length)) as Addresses;
  process.env['ACCEPTANCE_GATEWAY'] = addresses.gateway;
  process.env['ACCEPTANCE_MAIL'] = addresses.mail;
  process.env['ACCEPTANCE_SANDBOX'] = addresses.sandbox;
  process.env['ACCEPTANCE_SERVER_KEY'] = addresses.serverKey;
  process.env['ACCEPTANCE_CLOCK'] = addresses.clock;
};
