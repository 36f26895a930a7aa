import { connect } from 'node:net';
import type { Socket } from 'node:net';

import { orderClosedV1 } from '@wadah/contracts';
import { eventually } from '@wadah/testing';
import { Kafka, logLevel } from 'kafkajs';

import { consumer } from '../src/index.ts';
import { consumingSuite } from './support/consuming.ts';

let suite: Awaited<ReturnType<typeof consumingSuite>>;
beforeAll(async () => {
  suite = await consumingSuite();
});
afterAll(() => suite.leave());

const SASL_AUTHENTICATE = 36;

/** A wire to the broker that can be cut, and that then ends just as often in the middle of a sign-in. */
const fragileWire = () => {
  const open = new Set<Socket>();
  const wire = { cutsLeft: 0, cuts: 0 };
  const socketFactory = ({
    host,
    port,
    onConnect,
  }: {
    readonly host: string;
    readonly port: number;
    readonly onConnect: () => void;
  }): Socket => {
    const socket = connect({ host, port }, onConnect);
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    const write: (bytes: Buffer) => boolean = socket.write.bind(socket);
    socket.write = (bytes: unknown): boolean => {
      if (wire.cutsLeft === 0 || !Buffer.isBuffer(bytes) || bytes.readInt16BE(4) !== SASL_AUTHENTICATE) return write(bytes as Buffer);
      wire.cutsLeft -= 1;
      wire.cuts += 1;
      socket.destroy(new Error('The wire is cut.'));
      return false;
    };
    return socket;
  };
  const cut = (times: number): void => {
    wire.cutsLeft = times;
    for (const socket of open) socket.destroy(new Error('The wire is cut.'));
  };
  return { wire, socketFactory, cut };
};

test('a broker that goes down while members sign in is an outage: they join again, and none gives up', async () => {
  const { wire, socketFactory, cut } = fragileWire();
  const { brokers, username, password } = suite.names.stack.kafka;
  const client = new Kafka({
    clientId: 'messaging-test',
    brokers: [...brokers],
    sasl: { mechanism: 'scram-sha-512', username, password },
    retry: { initialRetryTime: 20, maxRetryTime: 100, retries: 2 },
    logLevel: logLevel.NOTHING,
    socketFactory,
  });
  const seen: string[] = [];
  const crashes: Error[] = [];
  const list = [consumer(orderClosedV1, async ({ subject }) => void seen.push(subject))];
  await suite.join(list, { group: 'order-sign-in', client, onCrash: (error) => crashes.push(error) });
  cut(4);
  await eventually('sign-ins have been cut', () => wire.cuts === 4, { timeoutMs: 20_000 });
  await suite.send('ord_cut', 1);
  await eventually('it is handled by the member that has joined again', () => seen.includes('ord_cut'), { timeoutMs: 20_000 });
  await suite.disband();
  expect(crashes).toEqual([]);
});
