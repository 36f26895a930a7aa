import { stockCommittedV1, stockRejectedV1, stockReleasedV1, stockReservedV1, type OutgoingEvent } from '@wadah/contracts';
import { assertNever } from '@wadah/kit';
import { reservationIdOf, type ReservationEvent } from '../../domain/reservation.ts';

export const reservationContracts = (event: ReservationEvent): readonly OutgoingEvent[] => {
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
