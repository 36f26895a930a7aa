import type { Route } from '@wadah/http';
import type { ReadBalance, ReadStatement, ReadTrialBalance } from '../../app/read-ledger.ts';
import type { GiveAccountUseCase } from '../../app/give-account.ts';
import type { ListMismatched } from '../../app/ports.ts';
import type { ReadPayment, ReadRefund } from '../../app/read-payment.ts';
import type { ReceiveHook } from '../../app/receive-hook.ts';
import { getBalanceRoute } from './get-balance.route.ts';
import { getPaymentRoute } from './get-payment.route.ts';
import { getRefundRoute } from './get-refund.route.ts';
import { getStatementRoute } from './get-statement.route.ts';
import { getTrialBalanceRoute } from './get-trial-balance.route.ts';
import { giveRefundAccountRoute } from './give-refund-account.route.ts';
import { listPaymentsRoute } from './list-payments.route.ts';
import { receiveHookRoute } from './receive-hook.route.ts';

export type PaymentUseCases = {
  readonly signingKey: string;
  readonly receiveHook: ReceiveHook;
  readonly readPayment: ReadPayment;
  readonly listMismatched: ListMismatched;
  readonly readRefund: ReadRefund;
  readonly giveAccount: GiveAccountUseCase;
  readonly readBalance: ReadBalance;
  readonly readStatement: ReadStatement;
  readonly readTrialBalance: ReadTrialBalance;
};

export const paymentRoutes = (uses: PaymentUseCases): readonly Route[] => [
  getPaymentRoute(uses.readPayment),
  listPaymentsRoute(uses.listMismatched),
  receiveHookRoute(uses.receiveHook, uses.signingKey),
  getRefundRoute(uses.readRefund),
  giveRefundAccountRoute(uses.giveAccount),
  getBalanceRoute(uses.readBalance),
  getStatementRoute(uses.readStatement),
  getTrialBalanceRoute(uses.readTrialBalance),
];

const unwired = () => {
  throw new Error('These routes are described here and wired nowhere.');
};

/** The public routes without anything behind them, for the API document. */
export const describedRoutes = (): readonly Route[] =>
  paymentRoutes({
    signingKey: '',
    receiveHook: unwired,
    readPayment: unwired,
    listMismatched: unwired,
    readRefund: unwired,
    giveAccount: unwired,
    readBalance: unwired,
    readStatement: unwired,
    readTrialBalance: unwired,
  });
