import { decisionIndexes, dueIndex, journalIndexes, outboxIndex, type IndexSpec } from '@wadah/mongo';

export const paymentIndexes: readonly IndexSpec[] = [
  outboxIndex('payments'),
  dueIndex('payments', 'dueAt'),
  { collection: 'payments', keys: { refundIds: 1 }, options: { name: 'refund_ids', unique: true, sparse: true } },
  { collection: 'payments', keys: { mismatchedAt: 1, _id: 1 }, options: { name: 'mismatched', sparse: true } },
  ...journalIndexes(),
  ...decisionIndexes,
];
