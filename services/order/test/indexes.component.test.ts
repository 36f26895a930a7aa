import { applyIndexes, connectMongo, type Mongo } from '@wadah/mongo';
import { freshNames, type FreshNames } from '@wadah/testing';
import { indexes } from '../src/adapters/indexes.ts';

let names: FreshNames;
let mongo: Mongo;

beforeAll(async () => {
  names = await freshNames('order', { topics: [] });
  mongo = await connectMongo({ url: names.mongoUrl, appName: 'order-test' });
  await applyIndexes(mongo, indexes);
  const at = new Date();
  const orders = Array.from({ length: 200 }, (_, index) => ({
    _id: `ord_${index}`,
    version: 1,
    state: {
      orderNumber: `WDH-${index}`,
      buyerId: `acc_${index % 10}`,
      placedAt: new Date(at.getTime() + index),
      paidAt: new Date(at.getTime() + index),
    },
    takenCart: `crt_${index}`,
    ...(index % 50 === 0 ? { contestedKeys: [`2026-11-24T08:00:00.000Z so_${index}`] } : {}),
    sellerKeys: [`sel_${index % 7}`, `sel_${index % 7}:opened`, `so_${index}`],
    deadlineAt: at,
  }));
  await mongo.collection('orders').insertMany(orders);
  await mongo
    .collection('listings')
    .insertMany(Array.from({ length: 200 }, (_, index) => ({ _id: `lst_${index}`, variantIds: [`var_${index}`] })));
}, 60_000);

afterAll(async () => {
  await mongo.close();
  await names.drop();
});

const stagesOf = (plan: Record<string, unknown>): string[] => [
  String(plan['stage']),
  ...[plan['inputStage'], ...((plan['inputStages'] as unknown[]) ?? [])].flatMap((inner) =>
    inner === undefined ? [] : stagesOf(inner as Record<string, unknown>),
  ),
];

const at = new Date();
const after = (field: string) => ({ $or: [{ [field]: { $lt: at } }, { [field]: at, _id: { $lt: 'ord_9' } }] });

test.each<[string, string, object, Record<string, 1 | -1>]>([
  ['a buyer’s first page', 'orders', { 'state.buyerId': 'acc_1' }, { 'state.placedAt': -1, _id: -1 }],
  ['a buyer’s next page', 'orders', { 'state.buyerId': 'acc_1', ...after('state.placedAt') }, { 'state.placedAt': -1, _id: -1 }],
  ['a seller’s first page', 'orders', { sellerKeys: 'sel_1' }, { 'state.paidAt': -1, _id: -1 }],
  [
    'a seller’s next page of one status',
    'orders',
    { sellerKeys: 'sel_1:opened', ...after('state.paidAt') },
    { 'state.paidAt': -1, _id: -1 },
  ],
  ['one seller order', 'orders', { sellerKeys: 'so_1' }, { _id: 1 }],
  ['the queue of contested ones', 'orders', { contestedKeys: { $gt: '2026' } }, { _id: 1 }],
  ['the order of a number', 'orders', { 'state.orderNumber': 'WDH-1' }, { _id: 1 }],
  ['the order of a cart', 'orders', { takenCart: 'crt_1' }, { _id: 1 }],
  ['what is due', 'orders', { deadlineAt: { $lte: at } }, { deadlineAt: 1 }],
  ['the variants of a cart', 'listings', { variantIds: { $in: ['var_1', 'var_2'] } }, { _id: 1 }],
])('%s is found by an index, not by a scan of the collection', async (_what, collection, filter, sort) => {
  const explained = await mongo.collection(collection).find(filter).sort(sort).limit(20).explain('queryPlanner');
  const stages = stagesOf(explained['queryPlanner'].winningPlan);
  expect(stages).not.toContain('COLLSCAN');
  expect(stages.some((stage) => stage === 'IXSCAN' || stage === 'EXPRESS_IXSCAN')).toBe(true);
});

test.each([
  ['a buyer’s page', { 'state.buyerId': 'acc_1', ...after('state.placedAt') }, { 'state.placedAt': -1, _id: -1 }],
  ['a seller’s page', { sellerKeys: 'sel_1', ...after('state.paidAt') }, { 'state.paidAt': -1, _id: -1 }],
] as const)('%s comes sorted out of the index', async (_what, filter, sort) => {
  const explained = await mongo
    .collection('orders')
    .find(filter)
    .sort({ ...sort })
    .limit(20)
    .explain('queryPlanner');
  expect(stagesOf(explained['queryPlanner'].winningPlan)).not.toContain('SORT');
});
