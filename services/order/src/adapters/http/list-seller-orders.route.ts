import { ok, reject, type Result } from '@wadah/kit';
import { listOf, listQuery, pageOf, pageView, route, type ClientActor, type CursorPosition, type UserActor } from '@wadah/http';
import { z } from 'zod';
import type { ListContestedUseCase } from '../../app/list-contested.ts';
import type { ListSellerOrdersUseCase } from '../../app/list-seller-orders.ts';
import type { SellerOrderSide } from '../../app/seller-order-access.ts';
import { idText } from './input.ts';
import { readsAll, sellerAccess } from './reader.ts';
import { sellerOrderSchema, sellerOrderStatusSchema, toSellerOrderView } from './seller-order.view.ts';

const sideOf = (actor: UserActor | ClientActor, sellerId: string): Result<SellerOrderSide> => {
  const access = sellerAccess(actor, 'seller-orders:read')(sellerId);
  if (access === 'acts') return ok('seller');
  if (readsAll(actor)) return ok('staff');
  return access === 'belongs'
    ? reject('forbidden', 'forbidden', 'Your role in this seller does not allow this.')
    : reject('not_found', 'seller-not-found', 'No such seller.');
};

const contestedAfter = (position: CursorPosition | undefined) => {
  const [contestedAt, sellerOrderId] = position ?? [];
  return typeof contestedAt === 'string' && typeof sellerOrderId === 'string'
    ? { after: { contestedAt: new Date(contestedAt), sellerOrderId } }
    : {};
};

type Status = z.output<typeof sellerOrderStatusSchema>;

/** Without a seller there is one list only, and it is not for everybody. */
const mayReadQueue = (actor: UserActor | ClientActor, status: Status | undefined): Result<void> => {
  if (status !== 'contested') return reject('invalid', 'seller-id-required', 'Name the seller, or ask for the contested ones.');
  return readsAll(actor)
    ? ok(undefined)
    : reject('forbidden', 'forbidden', 'Only operators and auditors read the queue of contested ones.');
};

const afterOf = (position: CursorPosition | undefined) => {
  const [paidAt, orderId, sellerOrderId] = position ?? [];
  return typeof paidAt === 'string' && typeof orderId === 'string' && typeof sellerOrderId === 'string'
    ? { after: { paidAt: new Date(paidAt), orderId, sellerOrderId } }
    : {};
};

export const listSellerOrdersRoute = (listSellerOrders: ListSellerOrdersUseCase, listContested: ListContestedUseCase) =>
  route({
    operation: 'listSellerOrders',
    method: 'get',
    path: '/v1/seller-orders',
    summary: 'A seller’s orders, the newest first; without a seller the operators’ queue of contested ones, the oldest first.',
    tags: ['seller orders'],
    auth: { scope: 'seller-orders:read', or: 'signed_in' },
    query: z.object({ sellerId: idText.optional(), status: sellerOrderStatusSchema.optional(), ...listQuery }),
    responses: { 200: listOf(sellerOrderSchema) },
    problems: ['seller-not-found', 'seller-id-required', 'forbidden', 'cursor-invalid'],
    handle: async ({ query: { sellerId, status, limit }, actor, position }) => {
      if (sellerId === undefined) {
        const may = mayReadQueue(actor, status);
        if (!may.ok) return may;
        const queue = (await listContested({ limit, ...contestedAfter(position) })).map((one) => ({ ...one, side: 'staff' as const }));
        return ok(pageOf(queue, limit, ({ position: { contestedAt, sellerOrderId } }) => [contestedAt.toISOString(), sellerOrderId]));
      }
      const side = sideOf(actor, sellerId);
      if (!side.ok) return side;
      const found = await listSellerOrders({ sellerId, limit, ...(status === undefined ? {} : { status }), ...afterOf(position) });
      const viewed = found.map((listed) => ({ ...listed, side: side.value }));
      return ok(pageOf(viewed, limit, ({ order, sellerOrder }) => [order.paidAt.toISOString(), order.orderId, sellerOrder.sellerOrderId]));
    },
    view: (page, request) => pageView(page, request, toSellerOrderView),
  });
