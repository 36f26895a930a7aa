import kafkajs from 'kafkajs';
import { answerTasks } from '../child.ts';
import { momentMs, type WriteAnswer, type WriteTask } from '../hop/moments.ts';
import { kafkaLogin } from '../hop/quiet.ts';
import { paced } from '../paced.ts';

const { brokers, ...login } = kafkaLogin();
const sasl = { mechanism: 'scram-sha-512', ...login } as const;
const kafka = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, sasl, logLevel: kafkajs.logLevel.ERROR });
const producer = kafka.producer({ createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
await producer.connect();

answerTasks<WriteTask, WriteAnswer>(async ({ run, ...pace }) => {
  const begun: Record<string, number> = {};
  await paced(pace, async (count) => {
    const key = `${run}-${count}`;
    begun[key] = momentMs();
    await producer.send({ topic: process.env['BENCH_TOPIC'] ?? '', acks: -1, messages: [{ key, value: 'x'.repeat(300) }] });
  });
  return { begun, done: begun };
});
