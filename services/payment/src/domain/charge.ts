import { ok, type Result } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { aboutOf, type Charging, type Instructions, type Payment } from './payment.ts';
import { chargeAgainAt, nextAskAt } from './schedule.ts';

const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

export const instructed = (payment: Charging, instructions: Instructions, at: Date): PaymentEvent => ({
  type: 'PaymentInstructed',
  about: aboutOf(payment),
  method: payment.method,
  amountRupiah: payment.amountRupiah,
  expiresAt: payment.expiresAt,
  instructions,
  at,
  nextAt: earlier(nextAskAt(at, 0), payment.expiresAt),
});

/** Counts a try before the call, under this attempt's name at the provider; nothing where the payment has moved on. */
export const decideChargeTry = (
  payment: Payment,
  { attempt, at }: { readonly attempt: number; readonly at: Date },
): Result<readonly PaymentEvent[]> =>
  ok(
    payment.status === 'charging' && attempt >= payment.attempt
      ? [{ type: 'ChargeTried', attempt, at, nextAt: chargeAgainAt(at, payment.tries) }]
      : [],
  );

type Marked = { readonly attempt: number; readonly at: Date };

/** A worker may have slept so long that another has taken its charge back and counted the next one. */
const awaitsMarkOf = (payment: Payment, attempt: number): payment is Charging =>
  payment.status === 'charging' && payment.attempt === attempt;

/** The provider made the charge. Where the payment has moved on meanwhile, nothing is marked and the caller takes the charge back. */
export const decideInstruct = (
  payment: Payment,
  { instructions, attempt, at }: Marked & { readonly instructions: Instructions },
): Result<readonly PaymentEvent[]> => ok(awaitsMarkOf(payment, attempt) ? [instructed(payment, instructions, at)] : []);

/** The provider itself refused the charge; nobody can pay it. */
export const decideChargeRefused = (payment: Payment, { attempt, at }: Marked): Result<readonly PaymentEvent[]> =>
  ok(awaitsMarkOf(payment, attempt) ? [{ type: 'PaymentFailed', about: aboutOf(payment), at }] : []);
