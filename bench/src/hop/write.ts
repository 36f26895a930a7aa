import { orderClosedV1 } from '@wadah/contracts';
import { ok } from '@wadah/kit';
import { startRelay } from '@wadah/messaging';
import { aggregateStore, connectMongo } from '@wadah/mongo';
import { answerTasks } from '../child.ts';
import { paced } from '../paced.ts';
import { momentMs, type WriteAnswer, type WriteTask } from './moments.ts';
import { benchKafka, quietLogger as logger, quietMetrics as metrics, TOPIC_PREFIX as topicPrefix } from './quiet.ts';

type Hop = { readonly status: 'absent' | 'begun' };
type HopBegun = { readonly hopId: string; readonly at: Date };

const now = () => new Date();
const mongo = await connectMongo({ url: process.env['BENCH_MONGO_URL'] ?? '', appName: 'bench-hop' });
/** The same store and the same relay as a service's, with an event that is in the contracts. */
const hops = aggregateStore<Hop, HopBegun>({
  mongo,
  collection: 'bench_hops',
  initial: { status: 'absent' },
  evolve: () => ({ status: 'begun' }),
  toOutbox: ({ hopId, at }) => [
    orderClosedV1.from({
      subject: hopId,
      time: at,
      data: { ...orderClosedV1.example, orderId: hopId },
    }),
  ],
  now,
});
startRelay({ kafka: benchKafka('bench-hop'), source: '/wadah/order', topicPrefix, outboxes: [hops.outbox], metrics, logger, now });

const done: Record<string, number> = {};
hops.onWritten((hopId) => {
  done[hopId] = momentMs();
});

answerTasks<WriteTask, WriteAnswer>(async ({ run, ...pace }) => {
  const begun: Record<string, number> = {};
  await paced(pace, async (count) => {
    const hopId = `${run}-${count}`;
    begun[hopId] = momentMs();
    await hops.update(hopId, () => ok([{ hopId, at: now() }]), { expectAbsent: true });
  });
  return { begun, done: Object.fromEntries(Object.keys(begun).flatMap((id) => (done[id] === undefined ? [] : [[id, done[id]]]))) };
});
