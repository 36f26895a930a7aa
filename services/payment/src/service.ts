import type { Consumer } from '@wadah/messaging';
import { decisionLog, journal } from '@wadah/mongo';
import { cryptoBox, decisionsRoute, measuring, serviceParts, type Chassis, type Running } from '@wadah/service';
import { askProvider } from './app/ask-provider.ts';
import { giveAccount } from './app/give-account.ts';
import { hookAsker } from './app/hook-asker.ts';
import type { Alarms, Payments } from './app/ports.ts';
import { readBalance, readStatement, readTrialBalance } from './app/read-ledger.ts';
import { readPayment, readRefund } from './app/read-payment.ts';
import { receiveHook } from './app/receive-hook.ts';
import { runDuePayment } from './app/run-due-payment.ts';
import { paymentRoutes } from './adapters/http/routes.ts';
import { orderConsumers } from './adapters/kafka/order.consumers.ts';
import { sellerConsumers } from './adapters/kafka/seller.consumers.ts';
import { midtransProvider } from './adapters/midtrans/midtrans.provider.ts';
import { duePaymentsWorker } from './adapters/mongo/due-payments.worker.ts';
import { measureLedger, measurePaymentStates } from './adapters/mongo/money-states.ts';
import { mismatchedPayments } from './adapters/mongo/mismatched-payments.ts';
import { payments as paymentsOf, paymentStore, underCauseOf } from './adapters/mongo/payment.store.ts';
import { sellerProjection, type SellerProjection } from './adapters/mongo/seller.projection.ts';
import { vault as vaultOf } from './adapters/vault.ts';
import type { PaymentConfig } from './config.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

const hookPath = '/v1/hooks/payments/midtrans';

const alarmsOf = ({ logger, metrics }: Chassis<PaymentConfig>): Alarms => ({
  overdue: (what, id) => {
    metrics.counter('payment_provider_overdue_total', { what });
    logger.error({ what, id }, 'The provider has owed an answer for more than a day.');
  },
});

/** A captured amount that nobody asked for is looked at by a person; it is refunded whole meanwhile. */
const alarmMismatches = (store: ReturnType<typeof paymentStore>, { logger, metrics }: Chassis<PaymentConfig>): void =>
  store.onWritten((paymentId, payment) => {
    if (payment.status !== 'mismatched' || !payment.refunds.some(({ status }) => status === 'requested')) return;
    metrics.counter('payment_amount_mismatches_total');
    logger.error({ paymentId, askedRupiah: payment.amountRupiah, capturedRupiah: payment.capturedRupiah }, 'Another amount was captured.');
  });

/** What payment listens to. */
const consumersOf = (
  { payments, sellers }: { readonly payments: Payments; readonly sellers: SellerProjection },
  { config, now }: Chassis<PaymentConfig>,
): readonly Consumer[] => [
  ...orderConsumers({
    payments,
    expirySecondsOf: (method) => (method === 'qris' ? config.QRIS_EXPIRY_SECONDS : config.VA_EXPIRY_SECONDS),
    now,
  }),
  ...sellerConsumers(sellers),
];

/** The same for a job beside the running service. */
export const paymentConsumersOn = (chassis: Chassis<PaymentConfig>): readonly Consumer[] => {
  const { mongo, now } = chassis;
  const payments = paymentsOf(paymentStore({ mongo, now, entries: journal({ mongo }) }));
  return consumersOf({ payments, sellers: sellerProjection(mongo) }, chassis);
};

/** Builds payment on the chassis. */
export const startPayment = async (chassis: Chassis<PaymentConfig>): Promise<Running> => {
  const { config, mongo, now, logger, metrics } = chassis;
  const ledger = journal({ mongo });
  const store = paymentStore({ mongo, now, entries: ledger });
  const payments = paymentsOf(store);
  const sellers = sellerProjection(mongo);
  const vault = vaultOf(cryptoBox({ dataKey: config.DATA_KEY, oldDataKeys: config.OLD_DATA_KEYS, hashKey: config.HASH_KEY }));
  const provider = midtransProvider({
    baseUrl: config.PAYMENT_PROVIDER_URL,
    serverKey: config.PAYMENT_SERVER_KEY,
    hookUrl: `${config.PUBLIC_URL}${hookPath}`,
    logger,
    metrics,
  });
  const deps = { payments, provider, vault, alarms: alarmsOf(chassis), now };
  const money = { ledger, sellers: sellers.sellers, now };
  const asker = hookAsker({
    payments,
    ask: askProvider(deps),
    underCause: underCauseOf(store),
    waitingMax: config.HOOKS_WAITING_MAX,
    concurrency: config.PROVIDER_CALLS_MAX,
    // The provider repeats its hook, and polling asks in any case.
    onError: (error, chargeId) => logger.warn({ err: error, chargeId }, 'A charge could not be asked for.'),
  });
  alarmMismatches(store, chassis);
  const worker = duePaymentsWorker({
    mongo,
    store,
    run: runDuePayment(deps),
    sweepMs: config.DUE_SWEEP_MS,
    concurrency: config.PROVIDER_CALLS_MAX,
    now,
    metrics,
    logger,
  });
  return serviceParts({
    problems: { en, id },
    chassis,
    routes: paymentRoutes({
      signingKey: config.PAYMENT_SIGNING_KEY,
      receiveHook: receiveHook(deps, asker.askSoon),
      readPayment: readPayment(payments),
      listMismatched: mismatchedPayments(store),
      readRefund: readRefund(payments),
      giveAccount: giveAccount({ payments, vault, holdSeconds: config.REFUND_ACCOUNT_HOLD_SECONDS, now }),
      readBalance: readBalance(money),
      readStatement: readStatement(money),
      readTrialBalance: readTrialBalance(ledger, now),
    }),
    internalRoutes: [decisionsRoute(decisionLog(mongo))],
    consumers: consumersOf({ payments, sellers }, chassis),
    outboxes: [store.outbox],
    workers: [
      worker,
      asker,
      { stop: async () => provider.close() },
      measuring({ name: 'payment states', everyMs: config.MEASURE_MS, measure: measurePaymentStates({ mongo, metrics }), logger }),
      measuring({ name: 'ledger', everyMs: config.LEDGER_MEASURE_MS, measure: measureLedger({ ledger, metrics }), logger }),
    ],
  });
};
