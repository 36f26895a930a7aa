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
  'ledger verify': {
    service: 'payment',
    job: 'verify-ledger',
    says: 'proves the journal: entries, balances, and each payment’s movements; exit 1 with what differs',
  },
  'balances rebuild': { service: 'payment', job: 'rebuild-balances', says: 'rebuilds all balances from the journal and compares' },
};

/** The same command in every service that has it: `pnpm wadah dead-letters replay order …`. Its verb goes first to the service's job. */
export const sharedCommands: Readonly<Record<string, { readonly job: string; readonly says: string }>> = {
  'dead-letters list': { job: 'dead-letters', says: 'SERVICE: shows which keys wait for a replay' },
  'dead-letters show': { job: 'dead-letters', says: 'SERVICE TOPIC KEY: the event at fault, why, and how many wait behind it' },
  'dead-letters replay': { job: 'dead-letters', says: 'SERVICE [TOPIC [KEY]] --reason TEXT: handles what waits again, in order' },
  'projections list': { job: 'projections', says: 'SERVICE: its copies of what others own, and since when each is filled' },
  'projections rebuild': { job: 'projections', says: 'SERVICE NAME [--drop-old]: fills it from the first event, compares, switches' },
  'projections drop-old': { job: 'projections', says: 'SERVICE NAME: removes what was switched from' },
  'sequences raise': { job: 'sequences', says: 'SERVICE: after a restore, brings its event numbers up to those of its topic' },
  'dead-letters drop': {
    job: 'dead-letters',
    says: 'SERVICE TOPIC KEY [--all] --reason TEXT: gives up the event at fault, handles the rest',
  },
};

export const stackCommands = {
  'topics apply': 'makes the topics of the topology',
  'indexes apply': 'makes the indexes of every service, or of those named',
  backup: '--to DIR: copies all databases as they are at one moment, and where consumers stand',
  restore: '--from DIR: puts a backup in their place, and raises the event numbers above those of the topics',
  verify: 'reads all databases and topics and says which invariant is broken',
} as const;
