import kafkajs from 'kafkajs';
import { finish, orderBy, statusOf } from './shopping.ts';
import { withAdmin } from '../quiet.ts';
import { holds, meanwhile, metricOf, untilItHolds, type Outage, type Stage } from './stage.ts';

const TOPIC = 'order.events';

const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } = kafkajs;

/** With one broker, a topic that wants two in sync takes nothing. */
const replicasWanted = ({ world: { stack } }: Stage, count: number): Promise<unknown> =>
  withAdmin(stack, (admin) =>
    admin.alterConfigs({
      validateOnly: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: TOPIC,
          configEntries: [
            { name: 'min.insync.replicas', value: String(count) },
            { name: 'retention.ms', value: '-1' },
          ],
        },
      ],
    }),
  );

const denial = {
  resourceType: AclResourceTypes.TOPIC,
  resourceName: TOPIC,
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal: 'User:order',
  host: '*',
  operation: AclOperationTypes.WRITE,
  permissionType: AclPermissionTypes.DENY,
} as const;

const denied = ({ world: { stack } }: Stage): Promise<unknown> => withAdmin(stack, (admin) => admin.createAcls({ acl: [denial] }));

const allowed = ({ world: { stack } }: Stage): Promise<unknown> => withAdmin(stack, (admin) => admin.deleteAcls({ filters: [denial] }));

const hold = async (
  stage: Stage,
  buyer: number,
  [refuse, allow]: readonly [() => Promise<unknown>, () => Promise<unknown>],
): Promise<void> => {
  const { figures } = stage;
  const downMs = stage.minutes(0.75);
  figures.downMs += downMs;
  await refuse();
  try {
    const order = await orderBy(stage, buyer);
    await meanwhile(downMs, async () => holds(stage, 'the order waits', (await statusOf(stage, order)) === 'placed'));
    const seen = async (): Promise<boolean> => (await metricOf(stage, 'order', 'wadah_outbox_backlog')) > 0;
    await untilItHolds(stage, 'the backlog is told', seen, 10_000);
    await allow();
    const isBack = async (): Promise<boolean> => (await statusOf(stage, order)) === 'awaiting_payment';
    figures.recoveredMs = Math.max(figures.recoveredMs, await untilItHolds(stage, 'the order goes on', isBack));
    await finish(stage, order, buyer);
  } finally {
    await allow();
  }
};

export const refusedTopic: Outage = {
  name: 'broker refuses',
  rule: 'what a topic does not take waits in its outbox, is told by a metric, and flows when it is allowed again',
  run: async (stage) => {
    if (!stage.short) await hold(stage, 2, [() => replicasWanted(stage, 2), () => replicasWanted(stage, 1)]);
    await hold(stage, 3, [() => denied(stage), () => allowed(stage)]);
    holds(stage, 'no outbox is set aside', (await metricOf(stage, 'order', 'wadah_outbox_set_aside_total')) === 0);
  },
};
