import kafkajs, { type Kafka, type LogEntry } from 'kafkajs';

import type { Logger } from '../ports.ts';

const { Kafka: KafkaClient, logLevel } = kafkajs;

/** One broker address list and one user; consumers, producers and admin each open their own connections from it. */
export type KafkaConnection = { readonly client: Kafka };

export type KafkaOptions = {
  readonly clientId: string;
  readonly brokers: readonly string[];
  readonly username: string;
  readonly password: string;
  readonly logger: Logger;
  /** Production adds TLS here. */
  readonly ssl?: boolean;
};

/** What kafkajs calls an error is mostly a try that it repeats, so it is a warning here; its start and join notes are for debugging. */
const logTo =
  (logger: Logger) =>
  () =>
  ({ level, namespace, log: { message, timestamp: _timestamp, logger: _name, stack: _stack, ...fields } }: LogEntry): void => {
    const line = { kafka: namespace, ...fields };
    // The publisher throws a failed producer away, so its bounded retries cost no guarantee.
    if (message.startsWith('Limiting retries for the idempotent producer')) return;
    if (level === logLevel.ERROR || level === logLevel.WARN) logger.warn(line, message);
    else logger.debug(line, message);
  };

/** The only way to a broker. Nothing is opened before the first use. */
export const connectKafka = ({ clientId, brokers, username, password, logger, ssl = false }: KafkaOptions): KafkaConnection => ({
  client: new KafkaClient({
    clientId,
    brokers: [...brokers],
    ssl,
    sasl: { mechanism: 'scram-sha-512', username, password },
    connectionTimeout: 3_000,
    authenticationTimeout: 5_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 3_000, retries: 6 },
    logLevel: logLevel.INFO,
    logCreator: logTo(logger),
  }),
});
