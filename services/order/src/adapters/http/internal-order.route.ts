import { ok } from '@wadah/kit';
import { route } from '@wadah/http';
import { z } from 'zod';
import type { Orders } from '../../app/ports.ts';
import { orderNotFound } from '../../domain/order-not-found.ts';
import { partsOf, type ExistingOrder } from '../../domain/order.ts';
import { idText } from './input.ts';
import { moneySchema } from './money.view.ts';

const lineSchema = z.object({
  title: z.string(),
  variantName: z.string(),
  quantity: z.int(),
  unitPriceRupiah: moneySchema,
  sellerId: z.string(),
  sellerName: z.string(),
});

const internalOrderSchema = z.object({
  orderId: z.string(),
  orderNumber: z.string(),
  buyerId: z.string(),
  status: z.string(),
  paymentMethod: z.string(),
  subtotalRupiah: moneySchema,
  shippingRupiah: moneySchema,
  taxRupiah: moneySchema,
  totalRupiah: moneySchema,
  lines: z.array(lineSchema),
  sellerOrders: z.array(
    z.object({
      sellerOrderId: z.string(),
      sellerId: z.string(),
      sellerName: z.string(),
      deliveryMethod: z.string(),
      goodsRupiah: moneySchema,
      shippingRupiah: moneySchema,
      taxRupiah: moneySchema,
      pickUpCode: z.string().optional(),
    }),
  ),
});

const toInternalView = (order: ExistingOrder) => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  buyerId: order.buyerId,
  status: order.status,
  paymentMethod: order.paymentMethod,
  subtotalRupiah: order.subtotalRupiah,
  shippingRupiah: order.shippingRupiah,
  taxRupiah: order.taxRupiah,
  totalRupiah: order.totalRupiah,
  lines: partsOf(order).flatMap(({ sellerId, sellerName, lines }) =>
    lines.map(({ title, variantName, quantity, unitPriceRupiah }) => ({
      title,
      variantName,
      quantity,
      unitPriceRupiah,
      sellerId,
      sellerName,
    })),
  ),
  sellerOrders: partsOf(order).map(
    ({ sellerOrderId, sellerId, sellerName, deliveryMethod, goodsRupiah, shippingRupiah, taxRupiah, pickUpCode }) => ({
      sellerOrderId,
      sellerId,
      sellerName,
      deliveryMethod,
      goodsRupiah,
      shippingRupiah,
      taxRupiah,
      pickUpCode,
    }),
  ),
});

/** What notification puts into mails. The pick-up code is for the buyer's mail and for no other. */
export const internalOrderRoute = (orders: Pick<Orders, 'load'>) =>
  route({
    operation: 'readOrderForMail',
    method: 'get',
    path: '/internal/orders/{orderId}',
    auth: { internal: 'internal:orders.read' },
    params: z.object({ orderId: idText }),
    responses: { 200: internalOrderSchema },
    problems: ['order-not-found'],
    handle: async ({ params }) => {
      const { order } = await orders.load(params.orderId);
      return order.status === 'absent' ? orderNotFound() : ok(order);
    },
    view: toInternalView,
  });
