import type { ServiceName } from '@wadah/local';

export type Command = { readonly service: ServiceName; readonly job: string; readonly says: string };

/** `pnpm wadah <noun> <verb> …`: which service's command each pair of words is. The work lies in services/<service>/src/adapters/cli/<job>.ts. */
export const serviceCommands: Readonly<Record<string, Command>> = {
  'operators invite': {
    service: 'identity',
    job: 'invite-operator',
    says: 'invites an operator by mail address and prints a one-time link',
  },
  'grants apply': { service: 'identity', job: 'apply-grants', says: 'applies who may call which internal operation' },
  'keys rotate': { service: 'identity', job: 'rotate-signing-key', says: 'publishes another signing key, which signs ten minutes later' },
  'secrets reseal': { service: 'identity', job: 'reseal-secrets', says: 'seals identity’s secrets anew after a rotation of the data key' },
  'numbers reseal': { service: 'seller', job: 'reseal-numbers', says: 'seals personal numbers anew after a rotation of the data key' },
  'accounts reseal': {
    service: 'payment',
    job: 'reseal-accounts',
    says: 'seals the account numbers of refunds anew after a rotation of the data key',
  },
  'balances rebuild': { service: 'payment', job: 'rebuild-balances', says: 'rebuilds all balances from the journal and compares' },
};

/** The same command in every service that has it: `pnpm wadah dead-letters replay order …`. */
export const sharedCommands: Readonly<Record<string, { readonly job: string; readonly says: string }>> = {
  'dead-letters list': { job: 'list-dead-letters', says: 'SERVICE: shows which keys wait for a replay' },
  'dead-letters replay': { job: 'replay-dead-letters', says: 'SERVICE [TOPIC [KEY]]: handles what waits again, in order' },
};

export const stackCommands = {
  'topics apply': 'makes the topics of the topology',
  'indexes apply': 'makes the indexes of every service, or of those named',
  verify: 'reads all databases and topics and says which invariant is broken',
} as const;
