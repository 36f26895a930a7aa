import type { Now } from '@wadah/kit';
import type { OutboxSource } from '@wadah/messaging';
import { aggregateStore, type Mongo } from '@wadah/mongo';
import type { Reservations } from '../../app/ports.ts';
import { evolveReservation, type Reservation, type ReservationEvent } from '../../domain/reservation.ts';
import { reservationContracts } from './reservation.outbox.ts';

export type ReservationStore = Reservations & { readonly outbox: OutboxSource };

export const reservationStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): ReservationStore => {
  const { load, lastWritten, loadVersioned, update, updateVersioned, outbox, find } = aggregateStore<Reservation, ReservationEvent>({
    mongo,
    collection: 'reservations',
    initial: { status: 'absent' },
    evolve: evolveReservation,
    toOutbox: reservationContracts,
    now,
  });
  return {
    load,
    loadVersioned,
    lastWritten,
    update,
    updateVersioned,
    outbox,
    loadMany: async (ids) => {
      const found = ids.length === 0 ? [] : await find({ _id: { $in: [...ids] } }, { limit: ids.length });
      return new Map(found.map(({ id, state }) => [id, state]));
    },
  };
};
