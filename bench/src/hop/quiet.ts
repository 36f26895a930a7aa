import { connectKafka, type KafkaConnection, type Logger, type Metrics } from '@wadah/messaging';

export const quietMetrics: Metrics = { counter: () => undefined, gauge: () => undefined, histogram: () => undefined };

export const quietLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: (fields, message) => console.error(message, fields),
  error: (fields, message) => console.error(message, fields),
};

export const TOPIC_PREFIX = 'bench.';
export const GROUP = 'hop';

export const kafkaLogin = () => ({
  brokers: (process.env['BENCH_KAFKA_BROKERS'] ?? '').split(','),
  username: process.env['BENCH_KAFKA_USERNAME'] ?? '',
  password: process.env['BENCH_KAFKA_PASSWORD'] ?? '',
});

export const benchKafka = (clientId: string): KafkaConnection => connectKafka({ clientId, ...kafkaLogin(), logger: quietLogger });
