import { subscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PassStep } from './failpoint.ts';
import { withoutIds, writeName } from './step-names.ts';

export type Watched = { readonly root: string; readonly service: string; readonly pass: PassStep };

type Method = (this: any, ...args: any[]) => any;
type Methods = Record<string, Method>;
type Look = ((args: readonly any[], self: any) => void) | undefined;
type Around = { readonly before?: Look; readonly after?: Look };

/** The very instance of a library that a package of the workspace loads. */
const libraryOf = (root: string, importer: string, name: string): any => createRequire(join(root, importer, 'package.json'))(name);

const around = (methods: Methods, name: string, { before, after }: Around): void => {
  const original = methods[name];
  if (original === undefined) throw new Error(`There is no ${name} to put a failpoint around.`);
  methods[name] = function (...args) {
    before?.(args, this);
    const outcome = original.apply(this, args);
    if (after === undefined || typeof outcome?.then !== 'function') return outcome;
    return outcome.then((value: unknown) => {
      after(args, this);
      return value;
    });
  };
};

/** `insertMany` is a `bulkWrite` inside. */
const mongoWrites = [
  'insertOne', 'updateOne', 'updateMany', 'replaceOne', 'deleteOne', 'deleteMany', 'findOneAndUpdate', 'findOneAndReplace',
  'findOneAndDelete', 'bulkWrite',
]; // prettier-ignore

const watchMongo = ({ root, pass }: Watched): void => {
  const { Collection } = libraryOf(root, 'libs/mongo', 'mongoose').mongo;
  // A copy of what others own may be written late by who slept meanwhile.
  const before = ([, update]: readonly any[], { collectionName }: { readonly collectionName: string }) => {
    const fields = Object.keys(update.$set ?? {});
    if (fields.some((field) => field.startsWith('sources.'))) pass(`before copy in ${collectionName}`);
  };
  for (const operation of mongoWrites) {
    const after = (args: readonly any[], { collectionName }: { readonly collectionName: string }) =>
      pass(`after ${collectionName}.${operation} ${writeName(operation, args)}`.trim());
    around(Collection.prototype, operation, { after, before: operation === 'updateOne' ? before : undefined });
  }
};

const typesIn = ({ topicMessages = [] }: any): readonly string[] => {
  const messages = topicMessages.flatMap(({ topic, messages: sent }: any) =>
    sent.map(({ headers }: any) => String(headers?.ce_type ?? topic)),
  );
  return [...new Set<string>(messages)];
};

const watchProducer = (producer: Methods, pass: PassStep): void =>
  around(producer, 'sendBatch', {
    before: ([batch]) => typesIn(batch).forEach((type) => pass(`before produce ${type}`)),
    after: ([batch]) => typesIn(batch).forEach((type) => pass(`after produce ${type}`)),
  });

const watchConsumer = (consumer: Methods, pass: PassStep): void => {
  const topicsIn = (offsets: readonly any[]): readonly string[] => [...new Set(offsets.map(({ topic }) => String(topic)))];
  around(consumer, 'commitOffsets', {
    before: ([offsets]) => topicsIn(offsets).forEach((topic) => pass(`before commit of offsets in ${topic}`)),
    after: ([offsets]) => topicsIn(offsets).forEach((topic) => pass(`after commit of offsets in ${topic}`)),
  });
};

const watchKafka = ({ root, pass }: Watched): void => {
  const { prototype } = libraryOf(root, 'libs/messaging', 'kafkajs').Kafka;
  const { producer, consumer } = prototype as Methods;
  if (producer === undefined || consumer === undefined) throw new Error('There is no Kafka client to put failpoints around.');
  // Its methods are closures of each client, and not of the prototype.
  prototype.producer = function (...args: any[]) {
    const made = producer.apply(this, args);
    watchProducer(made, pass);
    return made;
  };
  prototype.consumer = function (...args: any[]) {
    const made = consumer.apply(this, args);
    watchConsumer(made, pass);
    return made;
  };
};

const redisReads = /^(get|mget|exists|ttl|pttl|hget|hgetall|hmget|info|ping|hello|auth|client|select|subscribe|psubscribe|unsubscribe|script|config|smembers|zrange|scan|quit|command)/i; // prettier-ignore

const watchRedis = ({ root, pass }: Watched): void => {
  const { Redis } = libraryOf(root, 'libs/service', 'ioredis');
  const nameOf = ([{ name, args }]: readonly any[]): string => {
    const key = /^eval/i.test(name) ? args[2] : args[0];
    return `redis ${String(name).toLowerCase()} ${withoutIds(String(key))}`;
  };
  around(Redis.prototype, 'sendCommand', {
    after: (args) => {
      if (!redisReads.test(args[0].name)) pass(`after ${nameOf(args)}`);
    },
  });
};

const pathIn = (path: string): string => withoutIds(path.split('?')[0] ?? '');

/** Calls through axios, and through undici as the gateway forwards; a read at another service has no effect that could be half done. */
const watchCalls = ({ pass }: Watched): void => {
  subscribe('http.client.request.created', (message) => {
    const { request } = message as any;
    pass(`before call ${request.method} ${pathIn(request.path)}`);
  });
  subscribe('http.client.response.finish', (message) => {
    const { request } = message as any;
    pass(`after call ${request.method} ${pathIn(request.path)}`);
  });
  subscribe('undici:request:create', (message) => {
    const { request } = message as any;
    if (request.method !== 'GET') pass(`before call ${request.method} ${pathIn(request.path)}`);
  });
  subscribe('undici:request:headers', (message) => {
    const { request } = message as any;
    if (request.method !== 'GET') pass(`after call ${request.method} ${pathIn(request.path)}`);
  });
};

/** Mails leave through its own copy for modules, which `require` does not find. */
const watchMail = async ({ root, pass }: Watched): Promise<void> => {
  const required = createRequire(join(root, 'services/notification/package.json')).resolve('nodemailer/lib/mailer');
  const { default: Mail } = await import(pathToFileURL(required.replace('/dist/cjs/', '/dist/esm/')).href);
  around(Mail.prototype, 'sendMail', { before: () => pass('before mail'), after: () => pass('after mail') });
};

/** Puts a failpoint after each write and around each effect that this process can have. */
export const watchLibraries = async (watched: Watched): Promise<void> => {
  watchMongo(watched);
  watchKafka(watched);
  watchRedis(watched);
  watchCalls(watched);
  if (watched.service === 'notification') await watchMail(watched);
};
