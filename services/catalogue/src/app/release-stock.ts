import type { Now, Result } from '@wadah/kit';
import { decideRelease, reservationIdOf, type Reservation } from '../domain/reservation.ts';
import type { Reservations, Stocks } from './ports.ts';
import { giveBackLines } from './reserve-stock.ts';

export type ReleaseStock = (orderId: string) => Promise<Result<Reservation>>;

export type ReleaseDeps = { readonly stocks: Stocks; readonly reservations: Reservations; readonly now: Now };

/** The order has ended unpaid. The reservation is written first and its lines are given back after, also again. */
export const releaseStock =
  ({ stocks, reservations, now }: ReleaseDeps): ReleaseStock =>
  async (orderId) => {
    const released = await reservations.update(reservationIdOf(orderId), (reservation) =>
      decideRelease(reservation, { orderId, at: now() }),
    );
    if (released.ok) await giveBackLines(stocks, released.value);
    return released;
  };
