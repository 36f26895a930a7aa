import type { OutboxItem } from '@wadah/messaging';
import { entrySinkConformance, outboxSourceConformance, parkedKeysConformance } from '@wadah/messaging/testing';
import { credit, debit, journal, parkedKeys } from '../src/index.ts';
import { decidingStoreConformance } from '@wadah/testing';
import { outboxSource, type OutboxCarrier } from '../src/outbox/outbox-source.ts';
import { openSuite, type Suite } from './support/suite.ts';
import { ticketStore, type Ticket, type TicketEvent } from './support/ticket.ts';

let suite: Suite;
let made = 0;

beforeAll(async () => {
  suite = await openSuite();
});
afterAll(() => suite.end());
const freshCollection = (): string => `made_${(made += 1)}`;

describe('the outboxes of a collection', () =>
  outboxSourceConformance(async () => {
    const collection = freshCollection();
    const source = outboxSource({ mongo: suite.mongo, collection, now: () => new Date() });
    const documents = suite.mongo.collection<OutboxCarrier & { readonly outbox: OutboxItem[] }>(collection);
    return {
      source,
      write: async (documentId, items) => {
        const written = await documents.findOneAndUpdate(
          { _id: documentId },
          { $set: { updatedAt: new Date() }, $push: { outbox: { $each: [...items] } } },
          { upsert: true, returnDocument: 'after' },
        );
        source.announce({ documentId, items: written?.outbox ?? [] });
      },
    };
  }));

describe('the rows of parked keys', () =>
  parkedKeysConformance(async () => {
    await suite.mongo.collection('parked_keys').deleteMany({});
    return parkedKeys({ mongo: suite.mongo });
  }));

const entry = (amountRupiah: number) => (id: string) => ({
  id,
  at: new Date('2026-11-24T07:00:00.000Z'),
  lines: [debit('clearing', amountRupiah), credit('escrow:so_1', amountRupiah)],
  refs: { paymentId: 'pay_1' },
});

describe('the journal', () =>
  entrySinkConformance(async () => journal({ mongo: suite.mongo, collection: freshCollection() }), { one: entry(1), other: entry(2) }));

describe('the aggregate store', () =>
  decidingStoreConformance<Ticket, TicketEvent>(() => {
    const counting = () => ({
      store: ticketStore(suite.mongo),
      count: (_ticket: Ticket, id: string) => [{ type: 'Counted' as const, ticketId: id, at: new Date() }],
      counted: (ticket: Ticket) => (ticket.status === 'open' ? ticket.count : 0),
    });
    return [counting(), counting()];
  }));
