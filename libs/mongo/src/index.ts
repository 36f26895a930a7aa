export { type AggregateDocument, type Columns } from './aggregate/aggregate-document.ts';
export {
  aggregateStore,
  type AggregateStore,
  type AggregateStoreOptions,
  type Decide,
  type Found,
  type UpdateOptions,
  type Versioned,
} from './aggregate/aggregate-store.ts';
export { batched } from './batched.ts';
export {
  connectMongo,
  majorityRead,
  recordsDatabaseOf,
  type Collection,
  type Mongo,
  type MongoOptions,
  type StoredDocument,
} from './connection.ts';
export {
  decisionIndexes,
  decisionLog,
  newDecision,
  type Decision,
  type DecisionFilter,
  type DecisionLog,
  type DecisionPosition,
} from './decision-log.ts';
export { dueIndex } from './due/due-documents.ts';
export { dueWorker, type DueWorker } from './due/due-worker.ts';
export type { DueWorkerOptions } from './due/due-worker-options.ts';
export { ConflictsExhausted, duplicateIndexOf, mongoOutage, UniqueViolation } from './failures.ts';
export { type Filter } from './filter.ts';
export { gathered } from './gathered.ts';
export { generationDesk, type GenerationDesk, type RowDifference } from './generation-desk.ts';
export { generationAgeMsMax, onGeneration } from './generations.ts';
export { idempotencyIndexes, idempotencyStore, type MongoIdempotencyStore } from './idempotency-store.ts';
export { applyIndexes, type IndexSpec } from './indexes.ts';
export { assertBalanced, credit, debit, type JournalEntry, type JournalLine } from './journal-entry.ts';
export { journal, journalIndexes, type AccountBalance, type Journal, type JournalPosition } from './journal.ts';
export { lease, type Lease } from './lease.ts';
export { outboxItemsMax, type OutboxDraft } from './outbox/outbox-items.ts';
export { outboxIndex } from './outbox/outbox-source.ts';
export { outboxWriter, type Appended, type LoadedOutbox, type OutboxWriter } from './outbox/outbox-writer.ts';
export { mongoProblems } from './mongo-problems.ts';
export { parkedKeys, type ParkedKeyRows } from './parked-keys.ts';
export {
  projectionStore,
  type EventOrigin,
  type ProjectionChange,
  type ProjectionDocument,
  type ProjectionStore,
} from './projection-store.ts';
export { raiseSequences } from './raise-sequences.ts';
export { conflict, retryConflict, type Conflict } from './retry-conflict.ts';
export { sequenceFloors } from './sequence-floors.ts';
