import type { Found, Invariant, StoredOrder, StoredPart, StoredPayment, StoredRefund } from '../found.ts';
import { sumBy } from '../told.ts';

export const partRupiah = ({ goodsRupiah, shippingRupiah, taxRupiah }: StoredPart): number => goodsRupiah + shippingRupiah + taxRupiah;

const isPaid = (order: StoredOrder | undefined): boolean => order?.state.status === 'paid' || order?.state.status === 'closed';

const refunded = (refunds: readonly StoredRefund[]): number => sumBy(refunds, ({ amountRupiah }) => amountRupiah);

const escrowed = new Set(['held', 'released', 'refunded']);

type Settled = { readonly captured: number; readonly parts: readonly StoredPart[]; readonly refunds: readonly StoredRefund[] };

/** Money that belongs to no order: all of it goes back, once. */
const wholeFaults = ({ captured, refunds }: Settled): readonly string[] =>
  refunds.length === 1 && refunded(refunds) === captured
    ? []
    : [`captured ${captured} for no paid order, and gives ${refunded(refunds)} back in ${refunds.length} refunds`];

/** Money of a paid order: each part is held, released or refunded, and each refunded one has its own refund. */
const splitFaults = ({ captured, parts, refunds }: Settled): readonly string[] => {
  const kept = sumBy(parts.filter(({ escrow }) => escrowed.has(escrow)), partRupiah); // prettier-ignore
  const goingBack = parts.filter(({ escrow }) => escrow === 'refunded');
  const odd = goingBack.filter((part) => {
    const own = refunds.filter(({ sellerOrderId }) => sellerOrderId === part.sellerOrderId);
    return own.length !== 1 || refunded(own) !== partRupiah(part);
  });
  const asked = sumBy(goingBack, partRupiah);
  return [
    ...(kept === captured ? [] : [`captured ${captured}, released + refunded + held is ${kept}`]),
    ...odd.map(({ sellerOrderId }) => `has not exactly one refund for ${sellerOrderId}`),
    ...(refunded(refunds) === asked ? [] : [`refunds ${refunded(refunds)}, its refunded parts are ${asked}`]),
  ];
};

const captureFaults = ({ state }: StoredPayment, order: StoredOrder | undefined): readonly string[] => {
  const { capturedRupiah: captured = 0, parts = [], refunds = [] } = state;
  const settled = { captured, parts, refunds };
  const bought = state.status === 'captured' && state.late !== true && isPaid(order);
  if (!bought) return wholeFaults(settled);
  const total = order?.state.totalRupiah;
  return [...splitFaults(settled), ...(total === captured ? [] : [`captured ${captured} for an order of ${total ?? 0}`])];
};

const paidWithoutMoney = ({ orders, payments }: Found): readonly string[] => {
  const inTime = payments.filter(({ state }) => state.status === 'captured' && state.late !== true);
  const counts = Map.groupBy(inTime, ({ state }) => state.orderId ?? '');
  return orders
    .filter(isPaid)
    .filter(({ _id }) => counts.get(_id)?.length !== 1)
    .map(({ _id }) => `${_id} is paid by ${counts.get(_id)?.length ?? 0} payments`);
};

export const capturesHaveOneEnd: Invariant = {
  rule: 'each captured payment = released + refunded + held, with one paid order or one refund',
  broken: (found) => {
    const orders = new Map(found.orders.map((order) => [order._id, order]));
    const captures = found.payments.filter(({ state }) => state.status === 'captured' || state.status === 'mismatched');
    const faults = captures.flatMap((payment) =>
      captureFaults(payment, orders.get(payment.state.orderId ?? '')).map((fault) => `${payment._id} ${fault}`),
    );
    return [...faults, ...paidWithoutMoney(found)];
  },
};
