import { ok, reject, type Result } from '@wadah/kit';
import { findRefund } from '../domain/find-refund.ts';
import { decideGiveAccount } from '../domain/give-account.ts';
import type { Payments, Vault } from './ports.ts';
import type { RefundOfPayment } from './read-payment.ts';

export type PlainAccount = { readonly bank: string; readonly number: string; readonly holder: string };

export type GiveAccountUseCase = (asked: {
  readonly refundId: string;
  readonly buyerId: string;
  readonly account: PlainAccount;
}) => Promise<Result<RefundOfPayment>>;

export const giveAccount =
  (deps: {
    readonly payments: Payments;
    readonly vault: Vault;
    readonly holdSeconds: number;
    readonly now: () => Date;
  }): GiveAccountUseCase =>
  async ({ refundId, buyerId, account: { bank, number, holder } }) => {
    const { payments, vault, holdSeconds, now } = deps;
    const unknown = reject('not_found', 'refund-not-found', 'No such refund.');
    const payment = await payments.ofRefund(refundId);
    const seen = findRefund(payment, refundId);
    if (seen === undefined) return unknown;
    const account = { bank, number: vault.seal(number, refundId), holder };
    const given = await payments.update(seen.payment.paymentId, (current) =>
      decideGiveAccount(current, { refundId, buyerId, account, holdSeconds, at: now() }),
    );
    if (!given.ok) return given;
    const found = findRefund(given.value, refundId);
    return found === undefined ? unknown : ok(found);
  };
