import type { ExistingOrder } from '../domain/order.ts';
import type { Orders, PageRequest } from './ports.ts';

/** Of whomever; for operators and auditors, to whom a buyer reads out the number. */
export type FindOrderByNumberUseCase = (orderNumber: string) => Promise<readonly ExistingOrder[]>;

export const findOrderByNumber =
  (orders: Pick<Orders, 'byNumber'>): FindOrderByNumberUseCase =>
  async (orderNumber) => {
    const order = (await orders.byNumber(orderNumber))?.order;
    return order === undefined || order.status === 'absent' ? [] : [order];
  };

export type ListOrdersUseCase = (buyerId: string, page: PageRequest) => Promise<readonly ExistingOrder[]>;

export const listOrders =
  (orders: Pick<Orders, 'ofBuyer'>): ListOrdersUseCase =>
  async (buyerId, page) => {
    const found = await orders.ofBuyer(buyerId, page);
    return found.flatMap(({ order }) => (order.status === 'absent' ? [] : [order]));
  };
