import { ok, reject, type Result } from '@wadah/kit';
import { findSellerOrder, wrongState } from './find-seller-order.ts';
import type { Order, PaidOrder, ClosedOrder } from './order.ts';
import { orderRefOf, partRefOf, type OrderEvent } from './order-event.ts';
import { isCollected, type SellerOrder } from './seller-order.ts';
import { deliveryDueAt } from './waits.ts';

export type ShipSellerOrder = {
  readonly sellerOrderId: string;
  readonly courier?: string;
  readonly trackingNumber?: string;
  readonly at: Date;
};

export const trackingNumberUsed = () => reject('conflict', 'tracking-number-used', 'This tracking number belongs to another shipment.');

const faultOf = (sellerOrder: SellerOrder, { courier, trackingNumber }: ShipSellerOrder) => {
  if (isCollected(sellerOrder)) return reject('conflict', 'shipment-not-expected', 'What the buyer fetches or attends is not shipped.');
  const tracked = courier !== undefined && trackingNumber !== undefined;
  if (sellerOrder.deliveryMethod === 'courier' && !tracked) {
    return reject('invalid', 'tracking-required', 'A shipment by courier names the courier and its tracking number.');
  }
  if (sellerOrder.deliveryMethod !== 'courier' && (courier !== undefined || trackingNumber !== undefined)) {
    return reject('invalid', 'tracking-not-expected', 'Own delivery has neither courier nor tracking number.');
  }
  return undefined;
};

const isSameShipment = ({ shipment }: SellerOrder, { courier, trackingNumber }: ShipSellerOrder): boolean =>
  shipment?.courier === courier && shipment?.trackingNumber === trackingNumber;

/** The index keeps numbers unique between orders; within one order nothing but this does. */
const isUsedWithin = (order: PaidOrder | ClosedOrder, { trackingNumber }: ShipSellerOrder): boolean =>
  trackingNumber !== undefined && order.sellerOrders.some(({ shipment }) => shipment?.trackingNumber === trackingNumber);

export const decideShipSellerOrder = (order: Order, command: ShipSellerOrder): Result<readonly OrderEvent[]> => {
  const found = findSellerOrder(order, command.sellerOrderId);
  if (!found.ok) return found;
  const { sellerOrder, order: existing } = found.value;
  const fault = faultOf(sellerOrder, command);
  if (fault !== undefined) return fault;
  if (sellerOrder.progress.status === 'shipped' && isSameShipment(sellerOrder, command)) return ok([]);
  if (sellerOrder.progress.status !== 'accepted') return wrongState(found.value);
  if (isUsedWithin(existing, command)) return trackingNumberUsed();
  const { courier, trackingNumber, at } = command;
  const shipment = { at, ...(courier === undefined ? {} : { courier }), ...(trackingNumber === undefined ? {} : { trackingNumber }) };
  const { deliveryMethod } = sellerOrder;
  const part = partRefOf(sellerOrder);
  return ok([{ type: 'SellerOrderShipped', order: orderRefOf(existing), part, deliveryMethod, shipment, dueAt: deliveryDueAt(at), at }]);
};
