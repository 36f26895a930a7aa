import { assertNever } from '@wadah/kit';
import type { Order } from './order.ts';
import type { SellerOrder } from './seller-order.ts';

/** When the clock has something to do for a seller order: its wait is over, or a contested one is to be brought to mind. */
export const dueAtOf = ({ progress }: SellerOrder): Date | undefined => {
  if (progress.status === 'contested') return progress.remindAt;
  return 'dueAt' in progress ? progress.dueAt : undefined;
};

const earliest = (moments: readonly (Date | undefined)[]): Date | undefined =>
  moments.reduce((first, moment) => (first === undefined || (moment !== undefined && moment < first) ? moment : first), undefined);

/** The earliest of the order's waits, as data: the sweep finds it by index and decides again on the loaded order. */
export const deadlineOf = (order: Order): Date | undefined => {
  switch (order.status) {
    case 'placed':
    case 'confirmed':
      return order.dueAt;
    case 'paid':
      return earliest(order.sellerOrders.map(dueAtOf));
    case 'absent':
    case 'awaiting_payment':
    case 'closed':
    case 'rejected':
    case 'expired':
    case 'cancelled':
      return undefined;
    default:
      return assertNever(order);
  }
};
