import { idempotencyStoreConformance } from '@wadah/http/conformance';
import { applyIndexes, connectMongo, idempotencyIndexes, idempotencyStore, type Mongo } from '@wadah/mongo';
import { freshNames, type FreshNames } from '@wadah/testing';

let names: FreshNames;
let mongo: Mongo;

afterAll(async () => {
  await mongo.close();
  await names.drop();
});

// Neither library depends on the other, so the port's suite meets its live adapter here, where both are known.
idempotencyStoreConformance(async ({ now }) => {
  names = await freshNames('service', { topics: [] });
  mongo = await connectMongo({ url: names.mongoUrl, appName: 'service-test' });
  await applyIndexes(mongo, idempotencyIndexes);
  return idempotencyStore({ mongo, now, hashKey: Buffer.alloc(32, 7) });
});
