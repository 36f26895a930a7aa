import { ok, type Result } from '@wadah/kit';
import { decideApproveDecision, decideContested, type ApproveDecision, type DecideContested } from '../domain/decide-contested.ts';
import { findSellerOrder, sellerOrderNotFound } from '../domain/find-seller-order.ts';
import type { Order } from '../domain/order.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { SellerOrder } from '../domain/seller-order.ts';
import type { Commanded, CommandSellerOrderUseCase } from './command-seller-order.ts';
import type { Members, Orders } from './ports.ts';

type Asked<Command> = Omit<Command, 'sellsForIt' | 'proposerSellsForIt'> & {
  /** What the token says; it may be older than a membership, so order's own projection is asked too. */
  readonly sells: (sellerId: string) => boolean;
  readonly expectedVersion: number;
};

export type DecideSellerOrder = Asked<Omit<DecideContested, 'approvalAboveRupiah'>>;

export type ApproveSellerOrderDecision = Asked<ApproveDecision>;

export type DecideSellerOrderDeps = {
  readonly orders: Pick<Orders, 'findBySellerOrder'>;
  readonly members: Members;
  readonly command: CommandSellerOrderUseCase;
  readonly approvalAboveRupiah: number;
};

type Parties = Pick<ApproveDecision, 'sellsForIt' | 'proposerSellsForIt'>;

type Decide = (order: Order, parties: Parties) => Result<readonly OrderEvent[]>;

const proposerOf = ({ progress }: SellerOrder): string | undefined =>
  progress.status === 'contested' ? progress.proposal?.actorId : undefined;

/** The seller of a seller order never changes, so who belongs to it is asked before the write and not within it. */
const deciding =
  ({ orders, members, command }: DecideSellerOrderDeps) =>
  async ({ sellerOrderId, actorId, sells, expectedVersion }: ApproveSellerOrderDecision, decide: Decide): Promise<Result<Commanded>> => {
    const holding = await orders.findBySellerOrder(sellerOrderId);
    if (holding === undefined) return sellerOrderNotFound();
    const found = findSellerOrder(holding.order, sellerOrderId);
    if (!found.ok) return found;
    const { sellerOrder } = found.value;
    const { sellerId } = sellerOrder;
    const proposer = proposerOf(sellerOrder);
    const parties = {
      sellsForIt: sells(sellerId) || (await members.has(sellerId, actorId)),
      proposerSellsForIt: proposer !== undefined && (await members.has(sellerId, proposer)),
    };
    return command({ sellerOrderId, expectedVersion, allowed: () => ok(undefined), decide: (order) => decide(order, parties) });
  };

export type DecideSellerOrderUseCase = (asked: DecideSellerOrder) => Promise<Result<Commanded>>;

export const decideSellerOrder =
  (deps: DecideSellerOrderDeps): DecideSellerOrderUseCase =>
  (asked) =>
    deciding(deps)(asked, (order, { sellsForIt }) => {
      const { approvalAboveRupiah } = deps;
      return decideContested(order, { ...asked, sellsForIt, approvalAboveRupiah });
    });

export type ApproveSellerOrderDecisionUseCase = (asked: ApproveSellerOrderDecision) => Promise<Result<Commanded>>;

export const approveSellerOrderDecision =
  (deps: DecideSellerOrderDeps): ApproveSellerOrderDecisionUseCase =>
  (asked) =>
    deciding(deps)(asked, (order, parties) => decideApproveDecision(order, { ...asked, ...parties }));
