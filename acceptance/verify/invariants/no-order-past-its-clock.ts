import type { Invariant, StoredOrder } from '../found.ts';

/** A sweep and a lease that a crash left behind. */
const sweptWithinMs = 60_000;
/** Who asks the provider in vain goes on asking; after a day somebody is told. */
const answeredWithinMs = 24 * 3_600_000;

type Wait = { readonly what: string; readonly endsAt: Date | undefined; readonly graceMs: number };

const waitsOf = ({ _id, state }: StoredOrder): readonly Wait[] => {
  switch (state.status) {
    case 'placed':
    case 'confirmed':
      return [{ what: `${_id} ${state.status}`, endsAt: state.dueAt, graceMs: sweptWithinMs }];
    case 'awaiting_payment':
      return [{ what: `${_id} awaiting_payment`, endsAt: state.payment?.expiresAt, graceMs: answeredWithinMs }];
    case 'paid':
      return (state.sellerOrders ?? []).map(({ sellerOrderId, progress }) => ({
        what: `${_id} ${sellerOrderId} ${progress.status}`,
        endsAt: progress.dueAt ?? progress.remindAt,
        graceMs: sweptWithinMs,
      }));
    default:
      return [];
  }
};

export const noOrderPastItsClock: Invariant = {
  rule: 'no order is past its clock',
  broken: ({ orders, now }) =>
    orders.flatMap(waitsOf).flatMap(({ what, endsAt, graceMs }) => {
      if (endsAt === undefined || endsAt.getTime() + graceMs >= now.getTime()) return [];
      return [`${what} since ${endsAt.toISOString()}`];
    }),
};
