import { clockAhead } from './support/clock.ts';
import { ask, registry, type Operation } from './support/matrix-ask.ts';
import { agrees, callers, placeOf, readMatrix, type Caller, type Line } from './support/matrix.ts';
import { buildWorld, type World } from './support/matrix-world.ts';

const matrix = readMatrix();
let world: World;
let operations: ReadonlyMap<string, Operation>;

beforeAll(async () => {
  operations = await registry();
  world = await buildWorld();
}, 120_000);

afterAll(() => clockAhead(0));

test('every route of the API has a line in the matrix, and every line has a route', () => {
  const lines = new Set(matrix.map(({ route }) => placeOf(route)));
  expect({
    withoutLine: [...operations.keys()].filter((place) => !lines.has(place)),
    withoutRoute: [...lines].filter((place) => !operations.has(place)),
  }).toEqual({ withoutLine: [], withoutRoute: [] });
});

const differenceOf = async (line: Line, caller: Caller): Promise<readonly string[]> => {
  const { scope } = operations.get(placeOf(line.route)) ?? {};
  const { confirmed, plain } = world.tokens(caller, scope);
  const cell = line.expected[caller];
  const things = world.things(line.object, caller);
  if (line.confirmed && cell.startsWith('2')) {
    const answer = await ask(line, things, plain);
    if (answer.code !== 'confirmation-required') return [`${caller}, not confirmed: answered ${answer.status} ${answer.code ?? ''}`];
  }
  const answer = await ask(line, things, confirmed);
  return agrees(cell, answer.status, answer.code) ? [] : [`${caller}: expected ${cell}, answered ${answer.status} ${answer.code ?? ''}`];
};

test.each(matrix)('line $line: $route, $object', async (line) => {
  const differences = await Promise.all(callers.map((caller) => differenceOf(line, caller)));
  expect(differences.flat()).toEqual([]);
});
