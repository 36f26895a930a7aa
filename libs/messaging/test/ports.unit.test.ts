import {
  entrySinkConformance,
  memoryEntries,
  memoryOutbox,
  memoryParkedKeys,
  outboxSourceConformance,
  parkedKeysConformance,
} from '../src/testing.ts';

describe('the outbox in memory', () => {
  outboxSourceConformance(async () => {
    const source = memoryOutbox();
    return { source, write: async (documentId, items) => source.write(documentId, items) };
  });
});

describe('the parked keys in memory', () => parkedKeysConformance(async () => memoryParkedKeys()));

describe('the journal in memory', () =>
  entrySinkConformance(async () => memoryEntries(), { one: () => ({ amountRupiah: 1 }), other: () => ({ amountRupiah: 2 }) }));
