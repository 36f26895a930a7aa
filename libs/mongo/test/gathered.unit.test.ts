import { gathered } from '../src/gathered.ts';

const writer = (fails: (items: readonly number[]) => boolean = () => false) => {
  const writes: (readonly number[])[] = [];
  const write = gathered<number>(
    async (items) => {
      writes.push(items);
      if (fails(items)) throw new Error(`refused ${items.join()}`);
    },
    { withinMs: 5 },
  );
  return { writes, write };
};

test('writes of a moment go out as one, and later ones by themselves', async () => {
  const { writes, write } = writer();
  await Promise.all([write([1, 2]), write([3])]);
  await write([4]);
  expect(writes).toEqual([[1, 2, 3], [4]]);
});

test('where one part is refused only its caller learns of it', async () => {
  const { writes, write } = writer((items) => items.includes(2));
  const outcomes = await Promise.allSettled([write([1]), write([2]), write([3])]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(writes).toEqual([[1, 2, 3], [1], [2], [3]]);
});

test('one that is alone is written once', async () => {
  const { writes, write } = writer(() => true);
  await expect(write([1])).rejects.toThrow('refused 1');
  expect(writes).toEqual([[1]]);
});
