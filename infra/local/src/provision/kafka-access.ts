import kafkajs, { type Admin } from 'kafkajs';
import { kafkaAdminLogin } from '../addresses.ts';
import type { Say } from '../failure.ts';
import type { Stack } from '../stack.ts';
import { accessRules, ruleKey, type AccessRule } from './access-rules.ts';
import { addMissingKafkaUsers } from './kafka-users.ts';

// CommonJS: Node gives it as one default export.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, Kafka, ResourcePatternTypes, logLevel } = kafkajs;

const anyRule = {
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY,
};

const foundRules = async (admin: Admin): Promise<AccessRule[]> => {
  const { resources } = await admin.describeAcls(anyRule);
  return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
    acls.map(({ principal, host, operation, permissionType }) => ({
      resourceType,
      resourceName,
      resourcePatternType,
      principal,
      host,
      operation,
      permissionType,
    })),
  );
};

const applyRules = async (admin: Admin, wanted: readonly AccessRule[]): Promise<void> => {
  const found = await foundRules(admin);
  const foundKeys = new Set(found.map(ruleKey));
  const wantedKeys = new Set(wanted.map(ruleKey));
  const missing = wanted.filter((rule) => !foundKeys.has(ruleKey(rule)));
  if (missing.length > 0) await admin.createAcls({ acl: missing });
  const stale = found.filter((rule) => !wantedKeys.has(ruleKey(rule)));
  if (stale.length > 0) await admin.deleteAcls({ filters: stale });
};

/** Every service may write its own topic and dead letters and read what the topology says; rules no longer in the table are taken away. */
export const provisionKafka = async (stack: Stack, say: Say): Promise<void> => {
  await addMissingKafkaUsers(stack, say);
  const { brokers, username, password } = kafkaAdminLogin(stack);
  const kafka = new Kafka({
    clientId: 'wadah-local',
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
  });
  const admin = kafka.admin();
  await admin.connect();
  try {
    await applyRules(admin, accessRules(stack.name));
  } finally {
    await admin.disconnect();
  }
};
