import type { ExistingOrder } from '../domain/order.ts';
import type { Orders, PageRequest } from './ports.ts';

export type ListOrdersUseCase = (buyerId: string, page: PageRequest) => Promise<readonly ExistingOrder[]>;

export const listOrders =
  (orders: Pick<Orders, 'ofBuyer'>): ListOrdersUseCase =>
  async (buyerId, page) => {
    const found = await orders.ofBuyer(buyerId, page);
    return found.flatMap(({ order }) => (order.status === 'absent' ? [] : [order]));
  };
