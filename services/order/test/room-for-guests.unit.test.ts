import { roomForGuests } from '../src/adapters/redis/room-for-guests.ts';
import { at, later } from './support/orders.ts';

const redisWith = (usedBytes: number, maximumBytes: number) => {
  const redis = {
    asked: 0,
    info: async () => {
      redis.asked += 1;
      return `# Memory\r\nused_memory:${usedBytes}\r\nmaxmemory:${maximumBytes}\r\n`;
    },
  };
  return redis;
};

test.each([
  ['there is room below the share', 79, 100, true],
  ['there is none above it', 80, 100, false],
  ['a store without a limit has room', 1_000, 0, true],
])('%s', async (_rule, used, maximum, expected) => {
  const room = roomForGuests({ redis: redisWith(used, maximum), now: () => at, shareMax: 0.8 });
  expect(await room.isLeft()).toBe(expected);
});

test('the store is asked every five seconds at most', async () => {
  const redis = redisWith(1, 100);
  let now = at;
  const room = roomForGuests({ redis, now: () => now, shareMax: 0.8 });
  await Promise.all([room.isLeft(), room.isLeft()]);
  now = later(4.9);
  await room.isLeft();
  expect(redis.asked).toBe(1);
  now = later(5);
  await room.isLeft();
  expect(redis.asked).toBe(2);
});
