import { deadLetterTopicOf, topology } from '@wadah/contracts';
import kafkajs, { type AclEntry } from 'kafkajs';
import { profileOf, type StackName } from '../stack.ts';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

export type AccessRule = AclEntry;

/** On a test stack every topic and group also exists under this prefix, followed by what a run likes. */
export const TEST_TOPIC_PREFIX = 'test.';

type Grant = {
  readonly user: string;
  readonly kind: 'topic' | 'group';
  readonly name: string;
  readonly prefixed: boolean;
  readonly may: readonly ('read' | 'write')[];
};

export const ruleKey = (rule: AccessRule): string =>
  [rule.principal, rule.resourceType, rule.resourcePatternType, rule.resourceName, rule.operation, rule.permissionType].join(' ');

const grantsOf = (user: string, prefix: string): Grant[] => {
  const wiring = topology[user as keyof typeof topology];
  const prefixed = prefix !== '';
  const topic = (name: string, may: Grant['may']): Grant => ({ user, kind: 'topic', name: `${prefix}${name}`, prefixed, may });
  return [
    // After a restore it reads the last numbers of its own events.
    ...(wiring.publishes === undefined ? [] : [topic(wiring.publishes, ['read', 'write'])]),
    ...wiring.consumes.map((name) => topic(name, ['read'])),
    topic(deadLetterTopicOf(wiring.group), ['read', 'write']),
    // Prefixed, because a projection that is rebuilt reads under a new group: the name of the service, then its generation.
    { user, kind: 'group', name: `${prefix}${wiring.group}`, prefixed: true, may: ['read'] },
  ];
};

const operationOf = { read: AclOperationTypes.READ, write: AclOperationTypes.WRITE } as const;

const rulesOf = (grant: Grant): AccessRule[] =>
  grant.may.map((verb) => ({
    principal: `User:${grant.user}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    operation: operationOf[verb],
    resourceType: grant.kind === 'topic' ? AclResourceTypes.TOPIC : AclResourceTypes.GROUP,
    resourceName: grant.name,
    resourcePatternType: grant.prefixed ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
  }));

const verifyGrants: Grant[] = [
  { user: 'verify', kind: 'topic', name: '*', prefixed: false, may: ['read'] },
  { user: 'verify', kind: 'group', name: 'verify', prefixed: true, may: ['read'] },
];

/** The whole access table of a stack, made from the topology; Kafka lets who may read or write a topic describe it too. */
export const accessRules = (stack: StackName): AccessRule[] => {
  const prefixes = profileOf({ name: stack }) === 'demo' ? [''] : ['', TEST_TOPIC_PREFIX];
  const services = Object.keys(topology).flatMap((user) => prefixes.flatMap((prefix) => grantsOf(user, prefix)));
  const unique = new Map([...services, ...verifyGrants].flatMap(rulesOf).map((rule) => [ruleKey(rule), rule]));
  return [...unique.values()];
};
