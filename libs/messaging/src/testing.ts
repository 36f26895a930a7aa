export {
  entrySinkConformance,
  exampleEvent,
  outboxSourceConformance,
  parkedKeysConformance,
  type OutboxDriver,
} from './testing/conformance.ts';
export { memoryEntries, memoryOutbox, type MemoryEntries, type MemoryOutbox } from './testing/memory-outbox.ts';
export { memoryParkedKeys } from './testing/memory-parked-keys.ts';
