import { jakartaDay, ok, reject, rejectWith, secondsAfter, type Result } from '@wadah/kit';
import { withClosing } from './close-order.ts';
import { deliveryRules } from './delivery-rule.data.ts';
import { completed } from './end-seller-order.ts';
import { findSellerOrder, wrongState } from './find-seller-order.ts';
import type { Order, PaidOrder } from './order.ts';
import { orderRefOf, partRefOf, type OrderEvent } from './order-event.ts';
import { isCollected, type SellerOrder } from './seller-order.ts';
import { objectionDueAt } from './waits.ts';
import { daysAfter } from './working-days.ts';

export type DeliverSellerOrder = {
  readonly sellerOrderId: string;
  readonly code?: string;
  /** Days before which a courier's parcel can't have arrived; the demo's is 0. */
  readonly courierDaysMin: number;
  readonly at: Date;
};

const PICK_UP_CODE_TRIES_MAX = 5;
const PICK_UP_CODE_LOCK_SECONDS = 15 * 60;

export const courierDaysMinAt = (at: Date): number =>
  deliveryRules.filter(({ validFrom }) => validFrom <= jakartaDay(at)).at(-1)?.courierDaysMin ?? 0;

const openFrom = (sellerOrder: SellerOrder): 'accepted' | 'shipped' => (isCollected(sellerOrder) ? 'accepted' : 'shipped');

/** The first moment of the last of its dates; only tours have one. */
export const serviceBeginsAt = (sellerOrder: SellerOrder): Date | undefined => {
  const lastDate = sellerOrder.lines.map(({ serviceDate }) => serviceDate ?? '').reduce((late, day) => (day > late ? day : late), '');
  return lastDate === '' ? undefined : new Date(`${lastDate}T00:00:00+07:00`);
};

const earliestAt = (sellerOrder: SellerOrder, courierDaysMin: number): Date | undefined => {
  if (sellerOrder.deliveryMethod === 'courier' && sellerOrder.shipment !== undefined)
    return daysAfter(sellerOrder.shipment.at, courierDaysMin);
  return serviceBeginsAt(sellerOrder);
};

const delivered = (order: PaidOrder, sellerOrder: SellerOrder, at: Date): OrderEvent => ({
  type: 'SellerOrderDelivered',
  order: orderRefOf(order),
  part: partRefOf(sellerOrder),
  dueAt: objectionDueAt(at),
  at,
});

/** The right code is the buyer's own word; a wrong one is written down, since six digits would be guessed otherwise. */
const byCode = (order: PaidOrder, sellerOrder: SellerOrder, { code, at }: DeliverSellerOrder): Result<readonly OrderEvent[]> => {
  if (sellerOrder.pickUpCode === undefined)
    return reject('invalid', 'pick-up-code-not-expected', 'Only goods that are picked up have a code.');
  const locked = pickUpCodeLock(sellerOrder, at);
  if (locked !== undefined) return locked;
  if (sellerOrder.pickUpCode === code) return ok(withClosing(order, [completed(order, sellerOrder, { by: 'pick_up_code', at })]));
  const isLast = sellerOrder.codeTries + 1 >= PICK_UP_CODE_TRIES_MAX;
  const lock = isLast ? { lockedUntil: secondsAfter(at, PICK_UP_CODE_LOCK_SECONDS) } : {};
  return ok([{ type: 'PickUpCodeMissed', order: orderRefOf(order), part: partRefOf(sellerOrder), ...lock, at }]);
};

export const pickUpCodeWrong = () => reject('conflict', 'pick-up-code-wrong', 'This is not the code of the order.');

/** The refusal while too many wrong codes are recent; the buyer's own receipt stays open meanwhile. */
export const pickUpCodeLock = ({ codeLockedUntil }: SellerOrder, at: Date): Result<never> | undefined => {
  if (codeLockedUntil === undefined || codeLockedUntil <= at) return undefined;
  return rejectWith({
    kind: 'too_many',
    code: 'pick-up-code-locked',
    detail: 'Too many wrong codes; try again later, or the buyer confirms the receipt.',
    extra: { retryAfterSeconds: Math.ceil((codeLockedUntil.getTime() - at.getTime()) / 1000), lockedUntil: codeLockedUntil.toISOString() },
  });
};

export const tooEarly = (earliestAt: Date) =>
  rejectWith({
    kind: 'conflict',
    code: 'too-early',
    detail: 'It cannot have been delivered yet.',
    extra: { earliestAt: earliestAt.toISOString() },
  });

export const decideDeliverSellerOrder = (order: Order, command: DeliverSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  const { progress } = sellerOrder;
  if (progress.status === 'completed' && progress.by === 'pick_up_code' && command.code === sellerOrder.pickUpCode) return ok([]);
  if (progress.status === 'delivered' && command.code === undefined) return ok([]);
  const handedOver = progress.status === 'delivered' && command.code !== undefined;
  if (existing.status !== 'paid' || (progress.status !== openFrom(sellerOrder) && !handedOver)) return wrongState(found.value);
  if (command.code !== undefined) return byCode(existing, sellerOrder, command);
  const earliest = earliestAt(sellerOrder, command.courierDaysMin);
  if (earliest !== undefined && command.at < earliest) return tooEarly(earliest);
  return ok([delivered(existing, sellerOrder, command.at)]);
};
