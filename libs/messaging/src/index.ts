export { consumer, type Consumer } from './consume/consumer.ts';
export { defaultConsumerLimits, sessionOf, type ConsumerLimits } from './consume/limits.ts';
export { dispatcher, type Dispatch } from './consume/dispatch.ts';
export { startConsumers, type Consumers, type PartitionLag, type StartConsumersOptions } from './consume/start-consumers.ts';
export { applyTopics } from './kafka/apply-topics.ts';
export { connectKafka, type KafkaConnection, type KafkaOptions } from './kafka/connect.ts';
export { readKey } from './kafka/read-key.ts';
export { readTopics } from './kafka/read-topics.ts';
export { isOutage, OutageError, OutboxFullError, recogniseOutages } from './outage.ts';
export type {
  Delivered,
  EntrySink,
  Handler,
  Labels,
  Logger,
  Metrics,
  OutboxDocument,
  OutboxEntry,
  OutboxEvent,
  OutboxItem,
  OutboxRemoval,
  OutboxSource,
  ParkedKey,
  ParkedKeys,
} from './ports.ts';
export { startRelay, type Relay, type RelayLimits, type StartRelayOptions } from './relay/start-relay.ts';
export { replay, type ReplayOptions } from './replay.ts';
export { headersOf, keyOf, type ReceivedMessage } from './wire/decode.ts';
