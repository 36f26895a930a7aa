import { findSellerOrder, type Found } from '../domain/find-seller-order.ts';
import type { ContestedPosition, Orders } from './ports.ts';

export type ListedContested = Found & { readonly position: ContestedPosition };

export type ListContestedUseCase = (page: {
  readonly limit: number;
  readonly after?: ContestedPosition;
}) => Promise<readonly ListedContested[]>;

/** What waits for an operator, the oldest first; takes one more than the page, so that the last page is known. */
export const listContested =
  (orders: Pick<Orders, 'contested'>): ListContestedUseCase =>
  async ({ limit, after }) => {
    const found = await orders.contested({ limit: limit + 1, ...(after === undefined ? {} : { after }) });
    return found.flatMap(({ order, position }) => {
      const one = findSellerOrder(order, position.sellerOrderId);
      return one.ok ? [{ ...one.value, position }] : [];
    });
  };
