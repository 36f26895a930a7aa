import type { Invariant, StoredOrder } from '../found.ts';
import { sumBy, toldOrWaiting } from '../told.ts';

const faultsOf = ({ _id, state }: StoredOrder, opened: ReadonlyMap<string, string>): readonly string[] => {
  const { sellerOrders = [], totalRupiah } = state;
  const sum = sumBy(sellerOrders, ({ goodsRupiah, shippingRupiah, taxRupiah }) => goodsRupiah + shippingRupiah + taxRupiah);
  const untold = sellerOrders.filter(({ sellerOrderId }) => opened.get(sellerOrderId) !== _id);
  return [
    ...(sum === totalRupiah ? [] : [`${_id} costs ${totalRupiah}, its ${sellerOrders.length} seller orders ${sum}`]),
    ...untold.map(({ sellerOrderId }) => `${_id} never told that ${sellerOrderId} is open`),
  ];
};

export const paidOrdersHaveSellerOrders: Invariant = {
  rule: 'each paid order has its seller orders, and has told their sellers',
  broken: (found) => {
    const events = toldOrWaiting(found, ['seller-order.opened.v1']);
    const opened = new Map(events.map(({ subject, data }) => [String(data.sellerOrderId), subject]));
    return found.orders
      .filter(({ state }) => state.status === 'paid' || state.status === 'closed')
      .flatMap((order) => faultsOf(order, opened));
  },
};
