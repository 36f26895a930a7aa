import { courierDaysMinAt } from '../domain/deliver-seller-order.ts';
import { cancelOrder } from './cancel-order.ts';
import { commandSellerOrder } from './command-seller-order.ts';
import { approveSellerOrderDecision, decideSellerOrder } from './decide-seller-order.ts';
import { deliverSellerOrder } from './deliver-seller-order.ts';
import { listContested } from './list-contested.ts';
import { findOrderByNumber, listOrders } from './list-orders.ts';
import { listSellerOrders } from './list-seller-orders.ts';
import type { Members } from './ports.ts';
import { placeOrder, type PlaceOrderDeps } from './place-order.ts';
import { putCartLine } from './put-cart-line.ts';
import { quoteCart } from './quote-cart.ts';
import { readCart, readCurrentCart } from './read-cart.ts';
import { readOrder } from './read-order.ts';
import { readSellerOrder } from './read-seller-order.ts';
import { removeCartLine } from './remove-cart-line.ts';
import { watchOrder } from './watch-order.ts';

export type UseCaseDeps = PlaceOrderDeps & {
  readonly newCartId: () => string;
  readonly members: Members;
  /** Above this sum a decision needs another operator's approval. */
  readonly approvalAboveRupiah: number;
  /** Replaces the dated rule; the demo does not wait three days. */
  readonly courierDaysMin?: number;
};

export const useCases = (deps: UseCaseDeps) => {
  const { orders, watch } = deps;
  const command = commandSellerOrder(orders);
  const deciding = { ...deps, command };
  return {
    orders,
    newCartId: deps.newCartId,
    readCart: readCart(deps),
    readCurrentCart: readCurrentCart(deps),
    putCartLine: putCartLine(deps),
    removeCartLine: removeCartLine(deps),
    quoteCart: quoteCart(deps),
    placeOrder: placeOrder(deps),
    listOrders: listOrders(orders),
    findOrderByNumber: findOrderByNumber(orders),
    listContested: listContested(orders),
    readOrder: readOrder(orders),
    watchOrder: watchOrder(orders, watch),
    cancelOrder: cancelOrder(orders),
    listSellerOrders: listSellerOrders(orders),
    readSellerOrder: readSellerOrder(orders),
    commandSellerOrder: command,
    decideSellerOrder: decideSellerOrder(deciding),
    approveSellerOrderDecision: approveSellerOrderDecision(deciding),
    deliverSellerOrder: deliverSellerOrder(command),
    courierDaysMinAt: (at: Date) => deps.courierDaysMin ?? courierDaysMinAt(at),
  };
};

export type UseCases = ReturnType<typeof useCases>;
