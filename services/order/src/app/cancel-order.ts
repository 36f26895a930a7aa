import type { Result } from '@wadah/kit';
import { decideCancelOrder } from '../domain/cancel-order.ts';
import type { Orders, Versioned } from './ports.ts';

export type CancelOrder = { readonly orderId: string; readonly actorId: string; readonly at: Date; readonly expectedVersion?: number };

export type CancelOrderUseCase = (command: CancelOrder) => Promise<Result<Versioned>>;

export const cancelOrder =
  (orders: Orders): CancelOrderUseCase =>
  ({ orderId, actorId, at, expectedVersion }) =>
    orders.update(orderId, (order) => decideCancelOrder(order, { actorId, at }), expectedVersion === undefined ? {} : { expectedVersion });
