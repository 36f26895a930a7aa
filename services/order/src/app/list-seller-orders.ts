import type { ExistingOrder } from '../domain/order.ts';
import { isPaid } from '../domain/order.ts';
import type { SellerOrder } from '../domain/seller-order.ts';
import type { Orders } from './ports.ts';

export type ListedSellerOrder = { readonly order: ExistingOrder & { readonly paidAt: Date }; readonly sellerOrder: SellerOrder };

export type SellerOrderPosition = { readonly paidAt: Date; readonly orderId: string; readonly sellerOrderId: string };

export type ListSellerOrders = {
  readonly sellerId: string;
  readonly status?: string;
  readonly limit: number;
  readonly after?: SellerOrderPosition;
};

export type ListSellerOrdersUseCase = (filter: ListSellerOrders) => Promise<readonly ListedSellerOrder[]>;

const isAfter = ({ order, sellerOrder }: ListedSellerOrder, after: SellerOrderPosition | undefined): boolean =>
  after === undefined || order.orderId !== after.orderId || sellerOrder.sellerOrderId > after.sellerOrderId;

/** Newest first; takes one more than the page, so that the last page is known. */
export const listSellerOrders =
  (orders: Pick<Orders, 'ofSeller'>): ListSellerOrdersUseCase =>
  async ({ sellerId, status, limit, after }) => {
    const page = { limit: limit + 2, ...(after === undefined ? {} : { after: { at: after.paidAt, orderId: after.orderId } }) };
    const found = await orders.ofSeller({ sellerId, ...(status === undefined ? {} : { status }) }, page);
    return found
      .flatMap(({ order }) => {
        if (!isPaid(order)) return [];
        const own = order.sellerOrders.filter(
          (one) => one.sellerId === sellerId && (status === undefined || one.progress.status === status),
        );
        return own
          .toSorted((one, other) => (one.sellerOrderId < other.sellerOrderId ? -1 : 1))
          .map((sellerOrder) => ({ order, sellerOrder }));
      })
      .filter((listed) => isAfter(listed, after))
      .slice(0, limit + 1);
  };
