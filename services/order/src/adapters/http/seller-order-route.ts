import { z } from 'zod';
import type { Commanded } from '../../app/command-seller-order.ts';
import type { SellerOrderSide } from '../../app/seller-order-access.ts';
import { idText } from './input.ts';
import { sellerOrderSchema, toSellerOrderView } from './seller-order.view.ts';

/** What the commands on a seller order have in common. */
export const sellerOrderCommand = {
  method: 'post',
  tags: ['seller orders'],
  params: z.object({ sellerOrderId: idText }),
  ifMatch: 'optional',
  responses: { 200: sellerOrderSchema },
  etag: ({ version }: Commanded) => version,
} as const;

export const viewAs =
  (side: SellerOrderSide) =>
  ({ order, sellerOrder }: Commanded, { now }: { readonly now: Date }) =>
    toSellerOrderView({ order, sellerOrder, side }, now);

export const expected = (ifMatch: number | undefined) => (ifMatch === undefined ? {} : { expectedVersion: ifMatch });
