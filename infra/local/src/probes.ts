import { createConnection } from 'node:net';

type Exchange = {
  readonly address: string;
  readonly send: Buffer;
  readonly answers: (received: Buffer) => boolean;
  readonly timeoutMs?: number;
};

/** Sends bytes and waits for an answer that satisfies `answers`; any error or silence is a no. */
const exchange = ({ address, send, answers, timeoutMs = 800 }: Exchange): Promise<boolean> =>
  new Promise((resolve) => {
    const [host = '127.0.0.1', port = '0'] = address.split(':');
    const socket = createConnection({ host, port: Number(port) });
    let received = Buffer.alloc(0);
    const finish = (answer: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => finish(false), timeoutMs);
    socket.on('connect', () => socket.write(send));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (answers(received)) finish(true);
    });
    socket.on('error', () => finish(false));
    socket.on('close', () => finish(false));
  });

// Raw requests, because loading three client libraries would cost more than the whole second `up` may take.

const apiVersionsRequest = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 7, 0xff, 0xff]); // size, key 18, version 0, correlation id 7, no client id

export const kafkaAnswers = (address: string): Promise<boolean> =>
  exchange({
    address,
    send: apiVersionsRequest,
    answers: (bytes) => bytes.length >= 10 && bytes.readInt32BE(4) === 7 && bytes.readInt16BE(8) === 0,
  });

const helloDocument = (() => {
  const hello = Buffer.from('\x10hello\0\x01\0\0\0', 'latin1');
  const database = Buffer.from('\x02$db\0\x06\0\0\0admin\0', 'latin1');
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + hello.length + database.length + 1);
  return Buffer.concat([size, hello, database, Buffer.alloc(1)]);
})();

const helloRequest = (() => {
  const header = Buffer.alloc(16 + 4 + 1);
  header.writeInt32LE(header.length + helloDocument.length, 0);
  header.writeInt32LE(7, 4);
  header.writeInt32LE(2013, 12); // OP_MSG
  return Buffer.concat([header, helloDocument]);
})();

const trueField = (name: string) => Buffer.from(`\x08${name}\0\x01`, 'latin1');

/** True once the replica set's member answers, primary or not. */
export const mongoOpen = (address: string): Promise<boolean> =>
  exchange({ address, send: helloRequest, answers: (bytes) => bytes.length > 21 });

/** True once it takes writes. */
export const mongoAnswers = (address: string): Promise<boolean> =>
  exchange({ address, send: helloRequest, answers: (bytes) => bytes.includes(trueField('isWritablePrimary')) });

export const redisAnswers = (address: string, password: string): Promise<boolean> =>
  exchange({ address, send: Buffer.from(`AUTH admin ${password}\r\nPING\r\n`), answers: (bytes) => bytes.includes('+OK\r\n+PONG\r\n') });

export const smtpAnswers = (address: string): Promise<boolean> =>
  exchange({ address, send: Buffer.alloc(0), answers: (bytes) => bytes.subarray(0, 3).equals(Buffer.from('220')) });

/** Any HTTP status counts: the process is there and speaks. */
export const httpAnswers = (address: string, path: string): Promise<boolean> =>
  exchange({
    address,
    send: Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${address}\r\nConnection: close\r\n\r\n`),
    answers: (bytes) => bytes.subarray(0, 7).equals(Buffer.from('HTTP/1.')),
  });
