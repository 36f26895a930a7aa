import type { Consumer } from '@wadah/messaging';
import { decisionLog } from '@wadah/mongo';
import { decisionsRoute, measuring, sellerMemberRows, sellerMembers, serviceParts, type Chassis, type Running } from '@wadah/service';
import { orderWatch, type Announcements } from './app/order-watch.ts';
import { useCases } from './app/use-cases.ts';
import { versionPolling } from './app/version-polling.ts';
import { internalRoutes, orderRoutes } from './adapters/http/routes.ts';
import { orderConsumers } from './adapters/kafka/consumers.ts';
import { deadlineWorker } from './adapters/mongo/deadlines.worker.ts';
import { market } from './adapters/mongo/market.projection.ts';
import { orders as ordersOf, orderStore } from './adapters/mongo/order.store.ts';
import { measureSagaStates } from './adapters/mongo/saga-states.ts';
import { unpaidPlaceBook } from './adapters/mongo/unpaid-places.store.ts';
import { newOrderNumber, newPickUpCode } from './adapters/order-number.ts';
import { redisAnnouncements } from './adapters/redis/announcements.ts';
import { cartIds } from './adapters/redis/cart-id.ts';
import { cartStore } from './adapters/redis/cart.store.ts';
import { roomForGuests } from './adapters/redis/room-for-guests.ts';
import type { OrderConfig } from './config.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

const SECONDS_PER_HOUR = 3_600;

const cartsOn = ({ config, redis, now, logger }: Chassis<OrderConfig>) => {
  const ids = cartIds(config.HASH_KEY);
  const room = roomForGuests({ redis, now, shareMax: config.GUEST_CARTS_MEMORY_PERCENT_MAX / 100 });
  return { ids, carts: cartStore({ redis, ids, room, logger }) };
};

const placeLimits = (config: OrderConfig) => ({
  unpaidMax: config.UNPAID_ORDERS_MAX,
  unpaidBeforeFirstPaidMax: config.UNPAID_ORDERS_BEFORE_FIRST_PAID_MAX,
  keptSeconds: config.UNPAID_PLACE_KEPT_HOURS * SECONDS_PER_HOUR,
});

const keepersOn = (chassis: Chassis<OrderConfig>) => {
  const { config, mongo, now } = chassis;
  const decisions = decisionLog(mongo);
  const store = orderStore({ mongo, entries: decisions, now });
  const orders = ordersOf(store);
  return { store, orders, decisions, ...cartsOn(chassis), places: unpaidPlaceBook({ mongo, orders, limits: placeLimits(config) }) };
};

/** What order listens to, for a job beside the running service. */
export const orderConsumersOn = (chassis: Chassis<OrderConfig>): readonly Consumer[] =>
  orderConsumers({ ...chassis, ...keepersOn(chassis) });

/** Builds order on the chassis. A test may hear announcements in its own way. */
export const startOrder = async (chassis: Chassis<OrderConfig>, hear?: (real: Announcements) => Announcements): Promise<Running> => {
  const { config, mongo, redis, now, logger, metrics } = chassis;
  const { store, orders, decisions, ids, carts, places } = keepersOn(chassis);
  const announcements = redisAnnouncements({ redis, prefix: config.REDIS_PREFIX, logger });
  store.onWritten((orderId, order, version) => announcements.announce(orderId, { order, version }));
  announcements.onHeard((orderId, version) => store.writtenElsewhere(orderId, version));
  const polling = versionPolling({
    versions: orders.versions,
    everyMs: config.ORDER_POLL_MS,
    onError: (err) => logger.warn({ err }, 'Versions could not be asked for.'),
  });
  const watch = orderWatch({ orders, announcements: hear?.(announcements) ?? announcements, polling });
  const { COURIER_DELIVERED_DAYS_MIN: courierDaysMin } = config;
  const does = useCases({
    orders,
    carts,
    places,
    watch,
    market: market(mongo),
    members: sellerMembers(sellerMemberRows(mongo)),
    approvalAboveRupiah: config.DECISION_APPROVAL_ABOVE_RUPIAH,
    newOrderNumber,
    newPickUpCode,
    newCartId: ids.create,
    ...(courierDaysMin === undefined ? {} : { courierDaysMin }),
  });
  return serviceParts({
    problems: { en, id },
    chassis,
    routes: orderRoutes(does),
    internalRoutes: [...internalRoutes(does), decisionsRoute(decisions)],
    consumers: orderConsumers({ orders, carts, places, mongo, now }),
    outboxes: [store.outbox],
    workers: [
      deadlineWorker({ mongo, orders, now, metrics, logger, sweepMs: config.DEADLINE_SWEEP_MS }),
      announcements,
      measuring({ name: 'saga states', everyMs: config.MEASURE_MS, measure: measureSagaStates({ mongo, metrics }), logger }),
    ],
  });
};
