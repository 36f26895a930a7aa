import { ok, type Result } from '@wadah/kit';
import { findSellerOrder, sellerOrderNotFound, type Found } from '../domain/find-seller-order.ts';
import type { Order } from '../domain/order.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { Orders } from './ports.ts';

export type SellerOrderCommand = {
  readonly sellerOrderId: string;
  /** Who may; asked again on each loaded state. */
  readonly allowed: (order: Order) => Result<unknown>;
  readonly decide: (order: Order) => Result<readonly OrderEvent[]>;
  readonly expectedVersion?: number;
};

export type Commanded = Found & { readonly version: number };

export type CommandSellerOrderUseCase = (command: SellerOrderCommand) => Promise<Result<Commanded>>;

/** A command on one seller order is a write of its order: the two never disagree. */
export const commandSellerOrder =
  (orders: Orders): CommandSellerOrderUseCase =>
  async ({ sellerOrderId, allowed, decide, expectedVersion }) => {
    const holding = await orders.findBySellerOrder(sellerOrderId);
    if (holding === undefined || holding.order.status === 'absent') return sellerOrderNotFound();
    const written = await orders.update(
      holding.order.orderId,
      (order) => {
        const may = allowed(order);
        return may.ok ? decide(order) : may;
      },
      expectedVersion === undefined ? {} : { expectedVersion },
    );
    if (!written.ok) return written;
    const found = findSellerOrder(written.value.order, sellerOrderId);
    return found.ok ? ok({ ...found.value, version: written.value.version }) : found;
  };
