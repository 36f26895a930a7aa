import type { Invariant } from './found.ts';
import { capturesHaveOneEnd } from './invariants/captures-have-one-end.ts';
import { eventNumbersHaveNoGap } from './invariants/event-numbers-have-no-gap.ts';
import { holdsHaveOrders } from './invariants/holds-have-orders.ts';
import { journalBalances } from './invariants/journal-balances.ts';
import { journalHasMovements } from './invariants/journal-has-movements.ts';
import { listingsEqualReplay } from './invariants/listings-equal-replay.ts';
import { membersEqualReplay } from './invariants/members-equal-replay.ts';
import { noOldOutbox } from './invariants/no-old-outbox.ts';
import { noOrderPastItsClock } from './invariants/no-order-past-its-clock.ts';
import { paidOrdersHaveSellerOrders } from './invariants/paid-orders-have-seller-orders.ts';
import { sellersEqualReplay } from './invariants/sellers-equal-replay.ts';
import { stockAddsUp } from './invariants/stock-adds-up.ts';

export const invariants: readonly Invariant[] = [
  stockAddsUp,
  holdsHaveOrders,
  journalBalances,
  journalHasMovements,
  capturesHaveOneEnd,
  paidOrdersHaveSellerOrders,
  eventNumbersHaveNoGap,
  membersEqualReplay,
  sellersEqualReplay,
  listingsEqualReplay,
  noOrderPastItsClock,
  noOldOutbox,
];
