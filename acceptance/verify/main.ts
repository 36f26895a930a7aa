import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Found } from './found.ts';
import { invariants } from './invariants.ts';
import { brokenInBoth, isSound, judge, reportOf, type Verdict } from './judge.ts';
import { readDocuments } from './read/documents.ts';
import { readTopics } from './read/topics.ts';

const readingsMax = 5;
const betweenReadingsMs = 2_000;

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is missing.`);
  return value;
};

/** In tests the services follow the offset in this file. */
const clockNow = (file: string | undefined): Date =>
  new Date(Date.now() + (file !== undefined && existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0));

const read = async (): Promise<Found> => {
  const documents = await readDocuments({ url: setting('VERIFY_MONGO_URL'), databasePattern: setting('VERIFY_DATABASE_PATTERN') });
  const events = await readTopics({
    brokers: setting('VERIFY_KAFKA_BROKERS').split(','),
    username: setting('VERIFY_KAFKA_USERNAME'),
    password: setting('VERIFY_KAFKA_PASSWORD'),
    topicPrefix: process.env['VERIFY_TOPIC_PREFIX'] ?? '',
  });
  return { ...documents, events, now: clockNow(process.env['VERIFY_CLOCK_FILE']) };
};

const verify = async (): Promise<readonly Verdict[]> => {
  let found = await read();
  let verdicts = judge(found, invariants);
  for (let reading = 2; reading <= readingsMax && !isSound(verdicts); reading += 1) {
    await pause(betweenReadingsMs);
    found = await read();
    verdicts = brokenInBoth(verdicts, judge(found, invariants));
  }
  const { stocks, orders, payments, journal, events } = found;
  const counts = { stocks, orders, payments, 'journal entries': journal, events };
  console.log(`read ${Object.entries(counts).map(([name, list]) => `${list.length} ${name}`).join(', ')}`); // prettier-ignore
  return verdicts;
};

const verdicts = await verify();
console.log(reportOf(verdicts));
process.exitCode = isSound(verdicts) ? 0 : 1;
