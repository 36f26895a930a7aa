import { ok, reject, secondsAfter, type Result } from '@wadah/kit';

/** A place of an unpaid order. Without `freeAt` it is held until the order has ended. */
export type Place = { readonly takenAt: Date; readonly freeAt?: Date };

/** One document an account: how many of its orders hold stock without being paid. */
export type UnpaidPlaces = { readonly places: Readonly<Record<string, Place>>; readonly hasPaid: boolean };

export const noPlaces: UnpaidPlaces = { places: {}, hasPaid: false };

export type PlaceLimits = {
  readonly unpaidMax: number;
  /** Before the account's first paid order. */
  readonly unpaidBeforeFirstPaidMax: number;
  /** How long an order that expired, or that its buyer cancelled, keeps its place. */
  readonly keptSeconds: number;
};

const UNWRITTEN_AFTER_SECONDS = 120;

const isHeld = ({ freeAt }: Place, at: Date): boolean => freeAt === undefined || freeAt > at;

const heldAt = (places: UnpaidPlaces['places'], at: Date): Record<string, Place> =>
  Object.fromEntries(Object.entries(places).filter(([, place]) => isHeld(place, at)));

export type TakePlace = { readonly orderId: string; readonly limits: PlaceLimits; readonly at: Date };

export const decideTakePlace = (unpaid: UnpaidPlaces, { orderId, limits, at }: TakePlace): Result<UnpaidPlaces> => {
  if (unpaid.places[orderId] !== undefined) return ok(unpaid);
  const held = heldAt(unpaid.places, at);
  const placesMax = unpaid.hasPaid ? limits.unpaidMax : limits.unpaidBeforeFirstPaidMax;
  if (Object.keys(held).length >= placesMax) {
    return reject('too_many', 'too-many-unpaid-orders', 'Too many of your orders are unpaid; pay or wait.');
  }
  return ok({ ...unpaid, places: { ...held, [orderId]: { takenAt: at } } });
};

/** Places old enough that their order must have been written by now, if it ever was. */
export const doubtfulPlaces = (unpaid: UnpaidPlaces, at: Date): readonly string[] =>
  Object.entries(unpaid.places)
    .filter(([, { takenAt, freeAt }]) => freeAt === undefined && secondsAfter(takenAt, UNWRITTEN_AFTER_SECONDS) <= at)
    .map(([orderId]) => orderId);

export const withoutPlaces = (unpaid: UnpaidPlaces, orderIds: readonly string[]): UnpaidPlaces => ({
  ...unpaid,
  places: Object.fromEntries(Object.entries(unpaid.places).filter(([orderId]) => !orderIds.includes(orderId))),
});
