export { isOutage, OutageError, recogniseOutages } from './outage.ts';
export type {
  Delivered,
  EntrySink,
  Handler,
  Labels,
  Logger,
  Metrics,
  OutboxDocument,
  OutboxEntry,
  OutboxEvent,
  OutboxItem,
  OutboxRemoval,
  OutboxSource,
  ParkedKey,
  ParkedKeys,
} from './ports.ts';
