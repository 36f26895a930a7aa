import type { Found, Invariant } from '../found.ts';

const living = new Set(['placed', 'confirmed', 'awaiting_payment', 'paid']);
/** An order in these states was told that all its lines are held. */
const reserved = new Set(['confirmed', 'awaiting_payment']);

const holdsOf = ({ stocks }: Found) =>
  stocks.flatMap(({ _id: variantId, held }) =>
    Object.entries(held)
      .filter(([, quantity]) => quantity > 0)
      .map(([orderId, quantity]) => ({ variantId, orderId, quantity })),
  );

const missingHolds = ({ orders, reservations, stocks }: Found): readonly string[] => {
  const held = new Map(stocks.map((stock) => [stock._id, stock.held]));
  const byOrder = new Map(reservations.map(({ state }) => [state.orderId, state]));
  return orders
    .filter(({ state }) => reserved.has(state.status))
    .flatMap(({ _id, state }) => {
      const reservation = byOrder.get(_id);
      if (reservation?.status !== 'held') return [`${_id} is ${state.status}, its reservation is ${reservation?.status ?? 'absent'}`];
      return reservation.lines
        .filter(({ variantId, quantity }) => held.get(variantId)?.[_id] !== quantity)
        .map(({ variantId, quantity }) => `${_id} has reserved ${quantity} of ${variantId}, held are ${held.get(variantId)?.[_id] ?? 0}`);
    });
};

export const holdsHaveOrders: Invariant = {
  rule: 'every hold has its living order, and every order that waits for money its holds',
  broken: (found) => {
    const statuses = new Map(found.orders.map(({ _id, state }) => [_id, state.status]));
    const stray = holdsOf(found)
      .filter(({ orderId }) => !living.has(statuses.get(orderId) ?? 'absent'))
      .map(
        ({ variantId, orderId, quantity }) =>
          `${variantId} holds ${quantity} for ${orderId}, which is ${statuses.get(orderId) ?? 'absent'}`,
      );
    return [...stray, ...missingHolds(found)];
  },
};
