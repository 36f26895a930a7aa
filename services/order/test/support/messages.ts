import type { Result } from '@wadah/kit';
import { decideAcceptSellerOrder } from '../../src/domain/accept-seller-order.ts';
import { decideContestSellerOrder } from '../../src/domain/contest-seller-order.ts';
import { decideApproveDecision, decideContested } from '../../src/domain/decide-contested.ts';
import { decideDeliverSellerOrder } from '../../src/domain/deliver-seller-order.ts';
import type { Order } from '../../src/domain/order.ts';
import type { OrderEvent } from '../../src/domain/order-event.ts';
import { decideReceiveSellerOrder } from '../../src/domain/receive-seller-order.ts';
import { decideRejectSellerOrder } from '../../src/domain/reject-seller-order.ts';
import type { SellerPart } from '../../src/domain/seller-order.ts';
import { decideShipSellerOrder } from '../../src/domain/ship-seller-order.ts';
import { decideWithdrawSellerOrder } from '../../src/domain/withdraw-seller-order.ts';

export type Message = { readonly name: string; readonly decide: (order: Order, at: Date) => Result<readonly OrderEvent[]> };

export const message = (name: string, decide: Message['decide']): Message => ({ name, decide });

/** Above this a decision needs its approval: some of the parts that tests make lie below, some above. */
export const approvalAboveRupiah = 100_000;

export const decision = (sellerOrderId: string, outcome: 'release' | 'refund', actorId: string) =>
  message(`${actorId} decides ${outcome} ${sellerOrderId}`, (order, at) =>
    decideContested(order, { sellerOrderId, outcome, note: 'No proof.', actorId, sellsForIt: false, approvalAboveRupiah, at }),
  );

export const approval = (sellerOrderId: string, actorId: string) =>
  message(`${actorId} approves ${sellerOrderId}`, (order, at) =>
    decideApproveDecision(order, { sellerOrderId, actorId, sellsForIt: false, proposerSellsForIt: false, at }),
  );

/** Whatever a seller, the buyer and two operators may say about these seller orders, at any time. */
export const sellerMessagesOf = (parts: readonly Pick<SellerPart, 'sellerOrderId'>[]): readonly Message[] =>
  parts.flatMap(({ sellerOrderId }) => [
    message(`accept ${sellerOrderId}`, (order, at) => decideAcceptSellerOrder(order, { sellerOrderId, at })),
    message(`reject ${sellerOrderId}`, (order, at) => decideRejectSellerOrder(order, { sellerOrderId, reason: 'damaged', at })),
    message(`withdraw ${sellerOrderId}`, (order, at) => decideWithdrawSellerOrder(order, { sellerOrderId, actorId: 'acc_1', at })),
    message(`ship ${sellerOrderId}`, (order, at) => decideShipSellerOrder(order, { sellerOrderId, at })),
    message(`ship by courier ${sellerOrderId}`, (order, at) =>
      decideShipSellerOrder(order, { sellerOrderId, courier: 'jne', trackingNumber: `T-${sellerOrderId}`, at })),
    message(`deliver ${sellerOrderId}`, (order, at) => decideDeliverSellerOrder(order, { sellerOrderId, courierDaysMin: 0, at })),
    message(`code ${sellerOrderId}`, (order, at) => decideDeliverSellerOrder(order, { sellerOrderId, code: '048213', courierDaysMin: 0, at })),
    message(`wrong code ${sellerOrderId}`, (order, at) => decideDeliverSellerOrder(order, { sellerOrderId, code: '1', courierDaysMin: 0, at })),
    message(`receive ${sellerOrderId}`, (order, at) => decideReceiveSellerOrder(order, { sellerOrderId, actorId: 'acc_1', at })),
    message(`contest ${sellerOrderId}`, (order, at) =>
      decideContestSellerOrder(order, { sellerOrderId, actorId: 'acc_1', note: 'Nothing came.', at })),
    decision(sellerOrderId, 'release', 'acc_op1'),
    decision(sellerOrderId, 'refund', 'acc_op2'),
    approval(sellerOrderId, 'acc_op1'),
    approval(sellerOrderId, 'acc_op2'),
  ]); // prettier-ignore
