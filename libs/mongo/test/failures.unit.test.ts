import mongoose from 'mongoose';
import { mongoOutage } from '../src/index.ts';

const { MongoBulkWriteError, MongoInvalidArgumentError, MongoNetworkTimeoutError } = mongoose.mongo;

/** As the driver wraps whatever ended a bulk write. */
const bulkFailure = (cause: Error) => new MongoBulkWriteError(cause, {} as mongoose.mongo.BulkWriteResult);

test('a bulk write that lost its connection is an outage, though the driver dresses it as an answer', () => {
  expect(mongoOutage(bulkFailure(new MongoNetworkTimeoutError('connection <monitor> timed out', {})))).toBe(true);
});

test('a bulk write that the driver itself refuses is none, and neither is one that meets a duplicate', () => {
  expect(mongoOutage(bulkFailure(new MongoInvalidArgumentError('Update document requires atomic operators')))).toBe(false);
  const duplicate = new MongoBulkWriteError({ message: 'E11000', code: 11_000 }, {} as mongoose.mongo.BulkWriteResult);
  expect(mongoOutage(duplicate)).toBe(false);
});
