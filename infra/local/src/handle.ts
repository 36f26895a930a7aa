import { kafkaAdminLogin, kafkaVerifyLogin, mongoAdminUrl, mongoVerifyUrl, redisAdminUrl, type KafkaLogin } from './addresses.ts';
import type { Say } from './failure.ts';
import { openStack, type Stack, type StackName } from './stack.ts';
import { bringUp } from './up.ts';

/** A stack with its addresses as tests and tools need them; the admin's are for them alone, never for a service. */
export type StackHandle = Stack & {
  readonly mongoAdminUrl: string;
  readonly mongoVerifyUrl: string;
  readonly redisAdminUrl: string;
  readonly kafkaAdmin: KafkaLogin;
  readonly kafkaVerify: KafkaLogin;
  readonly smtpUrl: string;
  readonly mailUrl: string;
  readonly sandboxUrl: string;
  readonly gatewayUrl: string;
};

const handleOf = (stack: Stack): StackHandle => ({
  ...stack,
  mongoAdminUrl: mongoAdminUrl(stack),
  mongoVerifyUrl: mongoVerifyUrl(stack),
  redisAdminUrl: redisAdminUrl(stack),
  kafkaAdmin: kafkaAdminLogin(stack),
  kafkaVerify: kafkaVerifyLogin(stack),
  smtpUrl: `smtp://${stack.addresses.smtp}`,
  mailUrl: `http://${stack.addresses.mail}`,
  sandboxUrl: `http://127.0.0.1:${stack.ports.sandbox}`,
  gatewayUrl: `http://127.0.0.1:${stack.ports.gateway}`,
});

/** Brings the stack up where it isn't, and returns it. Cheap when it is; safe from many processes at once. */
export const stackUp = async (name: StackName, say?: Say): Promise<StackHandle> => handleOf((await bringUp(name, say)).stack);

/** The stack's ports, addresses and secrets without looking whether it runs. */
export const stackHandle = (name: StackName): StackHandle => handleOf(openStack(name));
