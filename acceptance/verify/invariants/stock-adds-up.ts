import type { Found, Invariant, StoredStock } from '../found.ts';
import { sumBy, toldOrWaiting, totals } from '../told.ts';

type Expected = { readonly sold: number; readonly restocked: number; readonly adjusted: number };

const faultsOf = (stock: StoredStock, expected: Expected): readonly string[] => {
  const { _id, available, sold, intake } = stock;
  const held = sumBy(Object.values(stock.held), (quantity) => quantity);
  const due = intake.initial + intake.restocked + intake.adjusted - sold - held;
  return [
    ...(available === due ? [] : [`${_id} has ${available} available, its own numbers say ${due}`]),
    ...(available < 0 ? [`${_id} has ${available} available`] : []),
    ...(sold === expected.sold ? [] : [`${_id} has ${sold} sold, committed reservations say ${expected.sold}`]),
    ...(intake.restocked === expected.restocked ? [] : [`${_id} has ${intake.restocked} restocked, events say ${expected.restocked}`]),
    ...(intake.adjusted === expected.adjusted ? [] : [`${_id} is adjusted by ${intake.adjusted}, events say ${expected.adjusted}`]),
  ];
};

const soldByReservations = ({ reservations }: Found) =>
  totals(
    reservations
      .filter(({ state }) => state.status === 'committed')
      .flatMap(({ state }) => state.lines.map(({ variantId, quantity }) => [variantId, quantity] as const)),
  );

export const stockAddsUp: Invariant = {
  rule: 'available = initial + restocked + adjusted − sold − held, for each variant',
  broken: (found) => {
    const sold = soldByReservations(found);
    const restocked = totals(toldOrWaiting(found, ['stock.restocked.v1']).map(({ subject, data }) => [subject, data.quantity]));
    const adjusted = totals(toldOrWaiting(found, ['stock.adjusted.v1']).map(({ subject, data }) => [subject, data.byQuantity]));
    return found.stocks.flatMap((stock) =>
      faultsOf(stock, {
        sold: sold.get(stock._id) ?? 0,
        restocked: restocked.get(stock._id) ?? 0,
        adjusted: adjusted.get(stock._id) ?? 0,
      }),
    );
  },
};
