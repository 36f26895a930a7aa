import type { Route } from '@wadah/http';
import type { UseCases } from '../../app/use-cases.ts';
import { acceptSellerOrderRoute } from './accept-seller-order.route.ts';
import { approveSellerOrderDecisionRoute } from './approve-seller-order-decision.route.ts';
import { cancelOrderRoute } from './cancel-order.route.ts';
import { contestSellerOrderRoute } from './contest-seller-order.route.ts';
import { createCartRoute } from './create-cart.route.ts';
import { decideSellerOrderRoute } from './decide-seller-order.route.ts';
import { deliverSellerOrderRoute } from './deliver-seller-order.route.ts';
import { getCartRoute } from './get-cart.route.ts';
import { getCurrentCartRoute } from './get-current-cart.route.ts';
import { getOrderRoute } from './get-order.route.ts';
import { getSellerOrderRoute } from './get-seller-order.route.ts';
import { internalOrderRoute } from './internal-order.route.ts';
import { listOrdersRoute } from './list-orders.route.ts';
import { listSellerOrdersRoute } from './list-seller-orders.route.ts';
import { placeOrderRoute } from './place-order.route.ts';
import { putCartLineRoute } from './put-cart-line.route.ts';
import { quoteCartRoute } from './quote-cart.route.ts';
import { receiveSellerOrderRoute } from './receive-seller-order.route.ts';
import { rejectSellerOrderRoute } from './reject-seller-order.route.ts';
import { removeCartLineRoute } from './remove-cart-line.route.ts';
import { shipSellerOrderRoute } from './ship-seller-order.route.ts';
import { watchOrderRoute } from './watch-order.route.ts';
import { withdrawSellerOrderRoute } from './withdraw-seller-order.route.ts';

/** Every public operation. The routes call nothing before a request comes, so the API document is made from them without a running service. */
export const orderRoutes = (does: UseCases): readonly Route[] => [
  createCartRoute(does.newCartId),
  // Before the one by id, which would take the word for an id.
  getCurrentCartRoute(does.readCurrentCart),
  getCartRoute(does.readCart),
  putCartLineRoute(does.putCartLine, does.readCart),
  removeCartLineRoute(does.removeCartLine),
  quoteCartRoute(does.quoteCart),
  placeOrderRoute(does.placeOrder),
  listOrdersRoute(does.listOrders, does.findOrderByNumber),
  getOrderRoute(does.readOrder),
  watchOrderRoute(does.watchOrder),
  cancelOrderRoute(does.cancelOrder),
  listSellerOrdersRoute(does.listSellerOrders, does.listContested),
  getSellerOrderRoute(does.readSellerOrder),
  acceptSellerOrderRoute(does.commandSellerOrder),
  rejectSellerOrderRoute(does.commandSellerOrder),
  shipSellerOrderRoute(does.commandSellerOrder),
  deliverSellerOrderRoute(does.deliverSellerOrder, does.courierDaysMinAt),
  receiveSellerOrderRoute(does.commandSellerOrder),
  contestSellerOrderRoute(does.commandSellerOrder),
  withdrawSellerOrderRoute(does.commandSellerOrder),
  decideSellerOrderRoute(does.decideSellerOrder),
  approveSellerOrderDecisionRoute(does.approveSellerOrderDecision),
];

export const internalRoutes = (does: Pick<UseCases, 'orders'>): readonly Route[] => [internalOrderRoute(does.orders)];
