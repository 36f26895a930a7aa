import { stockCommittedV1, stockRejectedV1, stockReleasedV1, stockReservedV1, type OutgoingEvent } from '@wadah/contracts';
import { assertNever, type Now } from '@wadah/kit';
import type { OutboxSource } from '@wadah/messaging';
import { aggregateStore, type Mongo } from '@wadah/mongo';
import type { Reservations } from '../../app/ports.ts';
import { evolveReservation, reservationIdOf, type Reservation, type ReservationEvent } from '../../domain/reservation.ts';

const toContracts = (event: ReservationEvent): readonly OutgoingEvent[] => {
  if (event.type === 'ReservationBegun' || event.type === 'RestockListed') return [];
  const { orderId, at: time } = event;
  const reservationId = reservationIdOf(orderId);
  const envelope = { subject: reservationId, time };
  switch (event.type) {
    case 'StockReserved':
      return [stockReservedV1.from({ ...envelope, data: { reservationId, orderId } })];
    case 'StockRejected': {
      const { reason, faults } = event;
      return [stockRejectedV1.from({ ...envelope, data: { reservationId, orderId, reason, lines: [...faults] } })];
    }
    case 'StockReleased':
      return [stockReleasedV1.from({ ...envelope, data: { reservationId, orderId } })];
    case 'StockCommitted':
      return [stockCommittedV1.from({ ...envelope, data: { reservationId, orderId } })];
    default:
      return assertNever(event);
  }
};

export type ReservationStore = Reservations & { readonly outbox: OutboxSource };

export const reservationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): ReservationStore => {
  const { load, update, outbox, find } = aggregateStore<Reservation, ReservationEvent>({
    mongo,
    collection: 'reservations',
    initial: { status: 'absent' },
    evolve: evolveReservation,
    toOutbox: toContracts,
    now,
  });
  return {
    load,
    update,
    outbox,
    loadMany: async (ids) => {
      const found = ids.length === 0 ? [] : await find({ _id: { $in: [...ids] } }, { limit: ids.length });
      return new Map(found.map(({ id, state }) => [id, state]));
    },
  };
};
