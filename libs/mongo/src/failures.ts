import { OutageError, recogniseOutages } from '@wadah/messaging';
import mongoose from 'mongoose';

/** Another document holds the same value of a unique index; never about `_id`, which is a conflict and settled inside. */
export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation';
  /** Name of the index, as its specification gives it. */
  readonly index: string;

  constructor(index: string, cause: unknown) {
    super(`Another document has the same value in ${index}.`, { cause });
    this.index = index;
  }
}

/** So many writers changed one document at once that none of our tries won; the next try may. */
export class ConflictsExhausted extends OutageError {}

const { MongoBulkWriteError, MongoError, MongoServerError } = mongoose.mongo;

/**
 * Primary lost or not there yet, shutting down, time over, majority not reached, disk full: the server says "later", not "no". Credentials
 * that it refuses (13, 18) count so too, as another service's 401 and 403 do: another input would not help.
 */
const outageCodes: ReadonlySet<number> = new Set([
  6, 7, 13, 18, 46, 50, 64, 89, 91, 112, 133, 134, 189, 262, 317, 358, 9001, 10107, 11600, 11602, 13388, 13435, 13436, 14031,
]);

const outageNames: ReadonlySet<string> = new Set([
  'MongoNetworkError',
  'MongoNetworkTimeoutError',
  'MongoServerSelectionError',
  'MongoNotConnectedError',
  'MongoTopologyClosedError',
  'MongoServerClosedError',
  'MongoClientClosedError',
  'MongoPoolClosedError',
  'MongoPoolClearedError',
  'MongoWaitQueueTimeoutError',
  'MongoOperationTimeoutError',
  'MongoStalePrimaryError',
  'MongoWriteConcernError',
  'PoolClearedError',
  'PoolClearedOnNetworkError',
  'WaitQueueTimeoutError',
  'PoolClosedError',
  'MongooseServerSelectionError',
]);

/** The driver wraps whatever ends a bulk write, a lost connection too, so that it looks like an answer of the server. */
const unwrapped = (error: Error): unknown => (error instanceof MongoBulkWriteError ? error.errorResponse : undefined);

/** Whether the database didn't answer, or answered "later". The outcome of a write that failed so is unclear. */
export const mongoOutage = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (outageNames.has(error.name) || mongoOutage(unwrapped(error))) return true;
  if (error instanceof MongoServerError && typeof error.code === 'number' && outageCodes.has(error.code)) return true;
  return error instanceof MongoError && (error.hasErrorLabel('RetryableWriteError') || error.hasErrorLabel('TransientTransactionError'));
};

recogniseOutages(mongoOutage);

const duplicateKey = 11_000;

/** Name of the unique index that refused the write, `_id_` for the document's own id; undefined for any other error. */
export const duplicateIndexOf = (error: unknown): string | undefined => {
  if (!(error instanceof MongoServerError) || error.code !== duplicateKey) return undefined;
  return /index: (\S+) dup key/.exec(error.message)?.[1] ?? 'unknown';
};
