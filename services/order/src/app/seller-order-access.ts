import { ok, reject, type Result } from '@wadah/kit';
import { findSellerOrder, sellerOrderNotFound, type Found } from '../domain/find-seller-order.ts';
import type { Order } from '../domain/order.ts';

/** How the caller stands to a seller: may act for it, belongs to it in too small a role, or has nothing to do with it. */
export type SellerAccess = (sellerId: string) => 'acts' | 'belongs' | 'none';

/** Somebody else's seller order does not exist; too small a role in the same seller is told so. */
export const asSeller = (order: Order, sellerOrderId: string, access: SellerAccess): Result<Found> => {
  const found = findSellerOrder(order, sellerOrderId);
  if (!found.ok) return found;
  switch (access(found.value.sellerOrder.sellerId)) {
    case 'acts':
      return found;
    case 'belongs':
      return reject('forbidden', 'forbidden', 'Your role in this seller does not allow this.');
    case 'none':
      return sellerOrderNotFound();
  }
};

export type SellerOrderReader = { readonly access: SellerAccess; readonly accountId: string | undefined; readonly readsAll: boolean };

/** Which side of it the caller sees. */
export type SellerOrderSide = 'seller' | 'buyer' | 'staff';

export type ReadableSellerOrder = Found & { readonly side: SellerOrderSide };

export const asReader = (order: Order, sellerOrderId: string, reader: SellerOrderReader): Result<ReadableSellerOrder> => {
  const found = asSeller(order, sellerOrderId, reader.access);
  if (found.ok) return ok({ ...found.value, side: 'seller' });
  const any = findSellerOrder(order, sellerOrderId);
  if (!any.ok || found.rejection.kind === 'forbidden') return found;
  if (reader.accountId !== undefined && any.value.order.buyerId === reader.accountId) return ok({ ...any.value, side: 'buyer' });
  return reader.readsAll ? ok({ ...any.value, side: 'staff' }) : found;
};
