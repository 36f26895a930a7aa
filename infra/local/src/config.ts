import { StackFailure } from './failure.ts';

export type LocalConfig = {
  readonly portOffset: number;
  /** host:port of parts that run elsewhere; they come before compose and native processes. */
  readonly addresses: Readonly<Record<string, string>>;
  readonly javaHome: string | undefined;
  readonly path: string;
};

const addressVariables: Readonly<Record<string, string>> = {
  kafka: 'WADAH_KAFKA_ADDRESS',
  mongo: 'WADAH_MONGO_ADDRESS',
  redis: 'WADAH_REDIS_ADDRESS',
  smtp: 'WADAH_SMTP_ADDRESS',
  mail: 'WADAH_MAIL_ADDRESS',
};

const offsetOf = (text: string | undefined): number => {
  const offset = Number(text ?? '0');
  if (!Number.isInteger(offset) || offset < 0 || offset > 20_000)
    throw new Error('WADAH_PORT_OFFSET must be a whole number from 0 to 20000.');
  return offset;
};

const addressesOf = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const addresses: Record<string, string> = {};
  for (const [part, variable] of Object.entries(addressVariables)) {
    const address = environment[variable];
    if (address === undefined) continue;
    if (!/^[^\s:/]+:\d{1,5}$/.test(address)) throw new Error(`${variable} must be host:port.`);
    addresses[part] = address;
  }
  return addresses;
};

/** The sandbox, the mail catcher and the seed all begin here, and none of them may stand beside real money and real people. */
const refuseProduction = ({ WADAH_PROFILE: profile }: NodeJS.ProcessEnv): void => {
  if (profile === 'production')
    throw new StackFailure(
      'WADAH_PROFILE is production: there is no local stack, sandbox, mail catcher or seed in it. Unset the variable.',
    );
};

export const localConfig = (environment: NodeJS.ProcessEnv = process.env): LocalConfig => {
  refuseProduction(environment);
  return readLocal(environment);
};

const readLocal = (environment: NodeJS.ProcessEnv): LocalConfig => ({
  portOffset: offsetOf(environment['WADAH_PORT_OFFSET']),
  addresses: addressesOf(environment),
  javaHome: environment['JAVA_HOME'],
  path: environment['PATH'] ?? '',
});

/** What short commands (pip, docker) run under: the person's own proxy and certificate settings reach them. */
export const inheritedEnvironment = (): NodeJS.ProcessEnv => process.env;
