import { ok, type Result } from '@wadah/kit';
import type { ExistingOrder } from '../domain/order.ts';
import { orderNotFound } from '../domain/order-not-found.ts';
import type { Orders } from './ports.ts';

export type OrderReader = { readonly accountId: string; readonly readsAll: boolean };

export type SeenOrder = { readonly order: ExistingOrder; readonly version: number };

export const mayRead = (order: ExistingOrder, reader: OrderReader): boolean => reader.readsAll || order.buyerId === reader.accountId;

export type ReadOrderUseCase = (orderId: string, reader: OrderReader) => Promise<Result<SeenOrder>>;

/** Its buyer, operators and auditors; for anybody else it does not exist. */
export const readOrder =
  (orders: Pick<Orders, 'load'>): ReadOrderUseCase =>
  async (orderId, reader) => {
    const { order, version } = await orders.load(orderId);
    return order.status !== 'absent' && mayRead(order, reader) ? ok({ order, version }) : orderNotFound();
  };
