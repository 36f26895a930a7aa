import { ok, type Result } from '@wadah/kit';
import { sellerOrderNotFound } from '../domain/find-seller-order.ts';
import type { Orders } from './ports.ts';
import { asReader, type ReadableSellerOrder, type SellerOrderReader } from './seller-order-access.ts';

export type SeenSellerOrder = ReadableSellerOrder & { readonly version: number };

export type ReadSellerOrderUseCase = (sellerOrderId: string, reader: SellerOrderReader) => Promise<Result<SeenSellerOrder>>;

export const readSellerOrder =
  (orders: Pick<Orders, 'findBySellerOrder'>): ReadSellerOrderUseCase =>
  async (sellerOrderId, reader) => {
    const holding = await orders.findBySellerOrder(sellerOrderId);
    if (holding === undefined) return sellerOrderNotFound();
    const seen = asReader(holding.order, sellerOrderId, reader);
    return seen.ok ? ok({ ...seen.value, version: holding.version }) : seen;
  };
