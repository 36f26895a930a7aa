import { batched } from '../src/batched.ts';

const reader = () => {
  const asked: (readonly string[])[] = [];
  const open: (() => void)[] = [];
  const read = batched(async (keys) => {
    asked.push(keys);
    await new Promise<void>((resolve) => open.push(resolve));
    return new Map(keys.filter((key) => key !== 'none').map((key) => [key, key.toUpperCase()]));
  });
  const turn = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)));
  return { asked, read, turn, answer: () => open.shift()?.() };
};

test('who asks at the same time is answered by one read', async () => {
  const { asked, read, turn, answer } = reader();
  const answers = Promise.all([read('a'), read('b'), read('a'), read('none')]);
  await turn();
  answer();
  expect(await answers).toEqual(['A', 'B', 'A', undefined]);
  expect(asked).toEqual([['a', 'b', 'none']]);
});

test('who comes while a read is under way is answered by the next one, never by what was read before they asked', async () => {
  const { asked, read, turn, answer } = reader();
  const first = read('a');
  await turn();
  const later = Promise.all([read('a'), read('b')]);
  await turn();
  expect(asked).toEqual([['a']]);
  answer();
  await first;
  await turn();
  answer();
  expect(await later).toEqual(['A', 'B']);
  expect(asked).toEqual([['a'], ['a', 'b']]);
});

test('a read that fails fails for those who wait for it, and the next one goes on', async () => {
  let isDown = true;
  const read = batched(async (keys) => {
    if (isDown) throw new Error('down');
    return new Map(keys.map((key) => [key, 1]));
  });
  await expect(read('a')).rejects.toThrow('down');
  isDown = false;
  expect(await read('a')).toBe(1);
});
