import type { UserActor } from '@wadah/http';
import { ok, type Result } from '@wadah/kit';
import { z } from 'zod';
import type { Commanded, CommandSellerOrderUseCase } from '../../app/command-seller-order.ts';
import type { SellerOrderSide } from '../../app/seller-order-access.ts';
import type { Order } from '../../domain/order.ts';
import type { OrderEvent } from '../../domain/order-event.ts';
import { idText } from './input.ts';
import { sellerOrderSchema, toSellerOrderView, type SellerOrderReading } from './seller-order.view.ts';

/** What the commands on a seller order have in common. */
export const sellerOrderCommand = {
  method: 'post',
  tags: ['seller orders'],
  params: z.object({ sellerOrderId: idText }),
  ifMatch: 'optional',
  responses: { 200: sellerOrderSchema },
  etag: ({ version }: Commanded) => version,
} as const;

/** What only operators do, on what they have read, with a token confirmed just now. */
export const operatorDecision = {
  ...sellerOrderCommand,
  auth: { role: ['operator'] },
  ifMatch: 'required',
  confirmation: 'required',
  view: ({ order, sellerOrder }: Commanded, request: SellerOrderReading) =>
    toSellerOrderView({ order, sellerOrder, side: 'staff' }, request),
} as const;

type BuyersCommand = { readonly sellerOrderId: string; readonly actorId: string; readonly at: Date };

type BuyersRequest = {
  readonly params: { readonly sellerOrderId: string };
  readonly actor: UserActor;
  readonly now: Date;
  readonly ifMatch?: number;
};

/** The buyer's own word; the decision itself asks for the buyer, since it is theirs alone. */
export const buyerSays = (
  command: CommandSellerOrderUseCase,
  { params: { sellerOrderId }, actor, now, ifMatch }: BuyersRequest,
  decide: (order: Order, command: BuyersCommand) => Result<readonly OrderEvent[]>,
): Promise<Result<Commanded>> =>
  command({
    sellerOrderId,
    allowed: () => ok(undefined),
    decide: (order) => decide(order, { sellerOrderId, actorId: actor.id, at: now }),
    ...expected(ifMatch),
  });

export const viewAs =
  (side: SellerOrderSide) =>
  ({ order, sellerOrder }: Commanded, request: SellerOrderReading) =>
    toSellerOrderView({ order, sellerOrder, side }, request);

export const expected = (ifMatch: number | undefined) => (ifMatch === undefined ? {} : { expectedVersion: ifMatch });
