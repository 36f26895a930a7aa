import { route } from '@wadah/http';
import { z } from 'zod';
import type { CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import { asSeller } from '../../app/seller-order-access.ts';
import { decideShipSellerOrder } from '../../domain/ship-seller-order.ts';
import { sellerAccess } from './reader.ts';
import { expected, sellerOrderCommand, viewAs } from './seller-order-route.ts';

/** Written in one way, so that the same number is the same number. */
const trackingNumber = z
  .string()
  .trim()
  .toUpperCase()
  .min(4)
  .max(64)
  .regex(/^[A-Z0-9][A-Z0-9./-]*$/, 'Expected letters, digits, dots, slashes and hyphens.');

const courier = z
  .string()
  .max(40)
  .regex(/^[a-z0-9_]+$/, 'Expected the code of a courier, as jne.');

export const shipSellerOrderRoute = (command: CommandSellerOrderUseCase) =>
  route({
    ...sellerOrderCommand,
    operation: 'shipSellerOrder',
    path: '/v1/seller-orders/{sellerOrderId}/shipment',
    summary: 'The goods are on their way; by courier with its tracking number, in own delivery without.',
    auth: { scope: 'seller-orders:write', or: 'signed_in' },
    body: z.object({ courier: courier.optional(), trackingNumber: trackingNumber.optional() }),
    problems: [
      'seller-order-not-found', 'seller-order-state', 'tracking-required', 'tracking-not-expected', 'tracking-number-used', 'shipment-not-expected', 'version-stale',
    ], // prettier-ignore
    handle: ({ params: { sellerOrderId }, body, actor, now, ifMatch }) => {
      const tracking = {
        ...(body.courier === undefined ? {} : { courier: body.courier }),
        ...(body.trackingNumber === undefined ? {} : { trackingNumber: body.trackingNumber }),
      };
      return command({
        sellerOrderId,
        allowed: (order) => asSeller(order, sellerOrderId, sellerAccess(actor, 'seller-orders:write')),
        decide: (order) => decideShipSellerOrder(order, { sellerOrderId, ...tracking, at: now }),
        ...expected(ifMatch),
      });
    },
    view: viewAs('seller'),
  });
