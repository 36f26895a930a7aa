import { topology } from '@wadah/contracts';
import kafkajs from 'kafkajs';
import { accessRules, type AccessRule } from '../src/provision/access-rules.ts';

const { AclOperationTypes, ResourcePatternTypes } = kafkajs;

const topicsOf = (rules: readonly AccessRule[], user: string, operation: AccessRule['operation']): string[] =>
  rules
    .filter((rule) => rule.principal === `User:${user}` && rule.operation === operation && rule.resourceName.endsWith('.events'))
    .map((rule) => rule.resourceName);

test.each(Object.entries(topology))('%s writes its own topic alone, and reads it and exactly what the topology says', (user, wiring) => {
  const rules = accessRules('demo');
  const own = wiring.publishes === undefined ? [] : [wiring.publishes];
  expect(topicsOf(rules, user, AclOperationTypes.WRITE)).toEqual(own);
  expect(topicsOf(rules, user, AclOperationTypes.READ).sort()).toEqual([...new Set([...own, ...wiring.consumes])].sort());
});

test('the demo stack knows no test topics', () => {
  expect(accessRules('demo').filter((rule) => rule.resourceName.startsWith('test.'))).toEqual([]);
});

test('a test stack also has every topic under the test prefix, whatever follows', () => {
  const rule = accessRules('test').find(
    (candidate) => candidate.principal === 'User:order' && candidate.resourceName === 'test.order.events',
  );
  expect(rule).toMatchObject({ resourcePatternType: ResourcePatternTypes.PREFIXED });
});

test('nobody but the verifying user is given a wildcard', () => {
  const wild = accessRules('test').filter((rule) => rule.resourceName === '*');
  expect(new Set(wild.map((rule) => rule.principal))).toEqual(new Set(['User:verify']));
  expect(wild.every((rule) => rule.operation === AclOperationTypes.READ)).toBe(true);
});
