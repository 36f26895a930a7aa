import { baseConfig, loadConfig, wholeNumber } from '@wadah/service';
import { z } from 'zod';

/** The demo's limits are high enough to be measured, and it waits for nothing. */
const demoDefaults: Readonly<Record<string, string>> = {
  UNPAID_ORDERS_MAX: '1000',
  UNPAID_ORDERS_BEFORE_FIRST_PAID_MAX: '1000',
  UNPAID_PLACE_KEPT_HOURS: '0',
  COURIER_DELIVERED_DAYS_MIN: '0',
};

export const orderConfig = z.object({
  ...baseConfig,
  UNPAID_ORDERS_MAX: wholeNumber({ min: 1, max: 10_000, default: 5 }),
  UNPAID_ORDERS_BEFORE_FIRST_PAID_MAX: wholeNumber({ min: 1, max: 10_000, default: 2 }),
  UNPAID_PLACE_KEPT_HOURS: wholeNumber({ min: 0, max: 168, default: 24 }),
  /** Replaces the dated rule on how soon a seller may say "delivered" by courier. */
  COURIER_DELIVERED_DAYS_MIN: z.coerce.number().int().min(0).max(30).optional(),
  /** Above this sum an operator's decision needs another operator's approval. */
  DECISION_APPROVAL_ABOVE_RUPIAH: wholeNumber({ min: 0, max: 1_000_000_000_000, default: 10_000_000 }),
  /** How often a waiting request reads its order; 0 trusts announcements alone. */
  ORDER_POLL_MS: wholeNumber({ min: 0, max: 5_000, default: 250 }),
  DEADLINE_SWEEP_MS: wholeNumber({ min: 100, max: 60_000, default: 1_000 }),
  MEASURE_MS: wholeNumber({ min: 1_000, max: 3_600_000, default: 30_000 }),
  /** Share of Redis's memory above which strangers begin no new carts, in percent. */
  GUEST_CARTS_MEMORY_PERCENT_MAX: wholeNumber({ min: 1, max: 100, default: 80 }),
});

export type OrderConfig = Readonly<z.output<typeof orderConfig>>;

export const readConfig = (env: Readonly<Record<string, string | undefined>>): OrderConfig =>
  loadConfig(orderConfig, env['WADAH_PROFILE'] === 'demo' ? { ...demoDefaults, ...env } : env);
