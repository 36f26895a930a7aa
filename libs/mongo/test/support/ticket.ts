import { orderClosedV1 } from '@wadah/contracts';
import { ok, reject, type Now, type Result } from '@wadah/kit';
import type { EntrySink } from '@wadah/messaging';
import { aggregateStore, credit, debit, type AggregateStore, type Mongo } from '../../src/index.ts';

/** A small aggregate that borrows a real contract: it opens, counts up and closes. */
export type Ticket =
  { readonly status: 'absent' } | { readonly status: 'open'; readonly count: number; readonly dueAt?: Date; readonly seat?: string };

export type TicketEvent =
  | { readonly type: 'Counted'; readonly ticketId: string; readonly at: Date }
  | { readonly type: 'Noted'; readonly dueAt?: Date }
  | { readonly type: 'Seated'; readonly seat: string }
  | { readonly type: 'Paid'; readonly ticketId: string; readonly at: Date; readonly amountRupiah: number };

const evolve = (ticket: Ticket, event: TicketEvent): Ticket => {
  const open = ticket.status === 'open' ? ticket : { status: 'open' as const, count: 0 };
  switch (event.type) {
    case 'Counted':
      return { ...open, count: open.count + 1 };
    case 'Noted': {
      const { dueAt: _, ...rest } = open;
      return event.dueAt === undefined ? rest : { ...rest, dueAt: event.dueAt };
    }
    case 'Seated':
      return { ...open, seat: event.seat };
    case 'Paid':
      return open;
  }
};

export const closedEvent = (ticketId: string, at: Date) =>
  orderClosedV1.from({
    subject: ticketId,
    time: at,
    data: { orderId: ticketId, orderNumber: 'WDH-1', buyerId: 'acc_1', outcome: 'completed' },
  });

export type Tickets = AggregateStore<Ticket, TicketEvent>;

export const ticketStore = (mongo: Mongo, now: Now = () => new Date(), entries?: EntrySink): Tickets =>
  aggregateStore<Ticket, TicketEvent>({
    mongo,
    collection: 'tickets',
    initial: { status: 'absent' },
    evolve,
    toOutbox: (event) => {
      if (event.type === 'Counted') return [closedEvent(event.ticketId, event.at)];
      if (event.type !== 'Paid') return [];
      const lines = [debit('clearing', event.amountRupiah), credit('escrow', event.amountRupiah)];
      return [{ entry: { id: `${event.ticketId}:capture:1`, at: event.at, lines, refs: { ticketId: event.ticketId } } }];
    },
    columns: (ticket) => (ticket.status === 'open' ? { dueAt: ticket.dueAt, seat: ticket.seat } : {}),
    now,
    ...(entries === undefined ? {} : { entries }),
  });

export const count =
  (ticketId: string, times = 1) =>
  (): Result<readonly TicketEvent[]> =>
    ok(Array.from({ length: times }, () => ({ type: 'Counted' as const, ticketId, at: new Date() })));

export const refuse = (): Result<readonly TicketEvent[]> => reject('conflict', 'ticket-state', 'No.');

export const nothing = (): Result<readonly TicketEvent[]> => ok([]);

export const refuseMissing = (): Result<readonly TicketEvent[]> => reject('not_found', 'ticket-not-found', 'No such ticket.');
