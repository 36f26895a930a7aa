import { mongoServiceUrl, stackUp, type KafkaLogin, type ServiceName } from '@wadah/local';

/** The real Kafka, MongoDB, Redis and mail catcher of the tests, reached as their administrator. */
export type TestStack = {
  readonly kafka: KafkaLogin;
  mongoUrl(database: string): string;
  /** The service's own database as its own user, for tests of what that user may not do. */
  mongoServiceUrl(service: ServiceName): string;
  readonly redisUrl: string;
  readonly smtpUrl: string;
  /** Address of the mail catcher's API: `GET /api/email`. */
  readonly mailUrl: string;
};

let opened: Promise<TestStack> | undefined;

const open = async (): Promise<TestStack> => {
  const stack = await stackUp('test');
  return {
    kafka: stack.kafkaAdmin,
    mongoUrl: (database) => {
      const url = new URL(stack.mongoAdminUrl);
      url.pathname = `/${database}`;
      return url.href;
    },
    mongoServiceUrl: (service) => mongoServiceUrl(stack, service),
    redisUrl: stack.redisAdminUrl,
    smtpUrl: stack.smtpUrl,
    mailUrl: stack.mailUrl,
  };
};

/** Finds the shared test stack and starts what of it isn't up. Workers may ask at once; nobody stops it. */
export const testStack = (): Promise<TestStack> => (opened ??= open());
