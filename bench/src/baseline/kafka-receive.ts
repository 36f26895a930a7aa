import kafkajs from 'kafkajs';
import { once, EventEmitter } from 'node:events';
import { kafkaLogin } from '../hop/quiet.ts';
import { reading } from '../hop/reading.ts';

const { brokers, ...login } = kafkaLogin();
const sasl = { mechanism: 'scram-sha-512', ...login } as const;
const kafka = new kafkajs.Kafka({ clientId: 'bench-bare', brokers, sasl, logLevel: kafkajs.logLevel.ERROR });
const consumer = kafka.consumer({ groupId: 'bench.bare' });
const seen = reading();
const joined = new EventEmitter();
consumer.on(consumer.events.GROUP_JOIN, () => void joined.emit('joined'));
await consumer.connect();
await consumer.subscribe({ topics: [process.env['BENCH_TOPIC'] ?? ''], fromBeginning: true });
const member = once(joined, 'joined');
// As the tutorials have it but for the commits, each of which would hold up the messages behind it.
await consumer.run({ autoCommit: false, eachMessage: async ({ message }) => seen.note(message.key?.toString() ?? '') });
await member;
seen.answer();
