import kafkajs from 'kafkajs';
import { finish, orderBy, statusOf } from './shopping.ts';
import { withAdmin } from '../quiet.ts';
import { holds, meanwhile, metricOf, untilItHolds, type Outage, type Stage } from './stage.ts';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

type Refused = 'order' | 'catalogue';

const denialOf = (service: Refused) =>
  ({
    resourceType: AclResourceTypes.TOPIC,
    resourceName: `${service}.events`,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${service}`,
    host: '*',
    operation: AclOperationTypes.WRITE,
    permissionType: AclPermissionTypes.DENY,
  }) as const;

const hold = async (stage: Stage, service: Refused, buyer: number): Promise<void> => {
  const { figures, world } = stage;
  const denial = denialOf(service);
  const allow = () => withAdmin(world.stack, (admin) => admin.deleteAcls({ filters: [denial] }));
  const downMs = stage.minutes(0.75);
  figures.downMs += downMs;
  await withAdmin(world.stack, (admin) => admin.createAcls({ acl: [denial] }));
  try {
    const order = await orderBy(stage, buyer);
    await meanwhile(downMs, async () => holds(stage, 'the order waits', (await statusOf(stage, order)) === 'placed'));
    const seen = async (): Promise<boolean> => (await metricOf(stage, service, 'wadah_outbox_backlog')) > 0;
    await untilItHolds(stage, 'the backlog is told', seen, 10_000);
    await allow();
    const isBack = async (): Promise<boolean> => (await statusOf(stage, order)) === 'awaiting_payment';
    figures.recoveredMs = Math.max(figures.recoveredMs, await untilItHolds(stage, 'the order goes on', isBack));
    await finish(stage, order, buyer);
  } finally {
    await allow();
  }
  holds(stage, 'no outbox is set aside', (await metricOf(stage, service, 'wadah_outbox_set_aside_total')) === 0);
};

export const refusedTopic: Outage = {
  name: 'broker refuses',
  rule: 'what a topic does not take waits in its outbox, is told by a metric, and flows when it is allowed again',
  run: async (stage) => {
    await hold(stage, 'order', 2);
    if (!stage.short) await hold(stage, 'catalogue', 3);
  },
};
