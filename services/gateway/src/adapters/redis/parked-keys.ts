import type { ParkedKey, ParkedKeys } from '@wadah/messaging';
import type { Redis } from 'ioredis';
import { z } from 'zod';

const stored = z.object({
  group: z.string(),
  topic: z.string(),
  partition: z.number(),
  key: z.string(),
  from: z.number(),
  upTo: z.number(),
});

/** KEYS[1] the topic's hash; ARGV field, from, upTo, and the row for a field that isn't there yet (empty: none is made). Answers whether a row stands. */
const WIDEN = `
local text = redis.call('HGET', KEYS[1], ARGV[1])
if not text then
  if ARGV[4] == '' then return 0 end
  redis.call('HSET', KEYS[1], ARGV[1], ARGV[4])
  return 1
end
local row = cjson.decode(text)
row.from = math.min(row.from, tonumber(ARGV[2]))
row.upTo = math.max(row.upTo, tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(row))
return 1`;

const REMOVE_IF_SAME = `
local text = redis.call('HGET', KEYS[1], ARGV[1])
if not text or cjson.decode(text).upTo ~= tonumber(ARGV[2]) then return 0 end
return redis.call('HDEL', KEYS[1], ARGV[1])`;

/** KEYS[1] the topic's hash; ARGV field and the least `from`. */
const ADVANCE = `
local text = redis.call('HGET', KEYS[1], ARGV[1])
if not text then return 0 end
local row = cjson.decode(text)
row.from = math.max(row.from, tonumber(ARGV[2]))
redis.call('HSET', KEYS[1], ARGV[1], cjson.encode(row))
return 1`;

const hashOf = (topic: string): string => `parked:${topic}`;

const givenUpOf = (topic: string): string => `given-up:${topic}`;

const fieldOf = ({ group, partition, key }: ParkedKey): string => JSON.stringify([group, partition, key]);

const offsetField = ({ group, partition }: Pick<ParkedKey, 'group' | 'partition'>, offset: number): string =>
  JSON.stringify([group, partition, offset]);

/** Parked keys of a service that owns no database: one hash for each topic. */
export const redisParkedKeys = (redis: Redis): ParkedKeys => ({
  load: async (topic, partitions) => {
    const rows = Object.values(await redis.hgetall(hashOf(topic))).map((text) => stored.parse(JSON.parse(text)));
    return rows.filter(({ partition }) => partitions.includes(partition));
  },
  park: async (row) => {
    await redis.eval(WIDEN, 1, hashOf(row.topic), fieldOf(row), row.from, row.upTo, JSON.stringify(row));
  },
  advance: async (row, from) => {
    await redis.eval(ADVANCE, 1, hashOf(row.topic), fieldOf(row), from);
  },
  giveUp: async (place, offsets) => {
    if (offsets.length > 0) await redis.sadd(givenUpOf(place.topic), ...offsets.map((offset) => offsetField(place, offset)));
  },
  isGivenUp: async (place, offset) => (await redis.sismember(givenUpOf(place.topic), offsetField(place, offset))) === 1,
  raise: async (row, upTo) => (await redis.eval(WIDEN, 1, hashOf(row.topic), fieldOf(row), row.from, upTo, '')) === 1,
  remove: async (row) => (await redis.eval(REMOVE_IF_SAME, 1, hashOf(row.topic), fieldOf(row), row.upTo)) === 1,
});
