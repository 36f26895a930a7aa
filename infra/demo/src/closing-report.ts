import { DemoFailure } from './api.ts';
import { eventually } from './eventually.ts';
import type { Mailbox } from './mailbox.ts';
import type { Order, Shop } from './purchase.ts';
import type { SeededSeller } from './seed-sellers.ts';

type TrialBalance = {
  readonly accounts: readonly { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number }[];
  readonly totalDebitRupiah: number;
  readonly totalCreditRupiah: number;
};

type Balance = { readonly pendingRupiah: number; readonly availableRupiah: number };

export const reportBalances = async (shop: Shop, sellers: readonly SeededSeller[]): Promise<void> => {
  shop.narrator.chapter('The sellers’ money');
  for (const seller of sellers) {
    const balance = await eventually(`money in the account of ${seller.sellerId}`, async () => {
      const { body } = await shop.api.call<Balance>(`GET /v1/sellers/${seller.sellerId}/balance`, { token: seller.token });
      return body.availableRupiah > 0 ? body : undefined;
    });
    shop.narrator.line(
      `${seller.sellerId}  available ${shop.narrator.money(balance.availableRupiah)}, pending ${shop.narrator.money(balance.pendingRupiah)}`,
    );
  }
};

/** The journal may lag by milliseconds and can never disagree, so a difference is a failure and not a delay. */
export const reportLedger = async (shop: Shop, operator: string): Promise<void> => {
  shop.narrator.chapter('The ledger');
  const { body } = await shop.api.call<TrialBalance>('GET /v1/ledger/trial-balance', { token: operator });
  for (const account of body.accounts) {
    shop.narrator.line(
      `${account.account.padEnd(56)} debit ${shop.narrator.money(account.debitRupiah).padStart(18)}   credit ${shop.narrator.money(account.creditRupiah).padStart(18)}`,
    );
  }
  shop.narrator.line(
    `${'total'.padEnd(56)} debit ${shop.narrator.money(body.totalDebitRupiah).padStart(18)}   credit ${shop.narrator.money(body.totalCreditRupiah).padStart(18)}`,
  );
  if (body.totalDebitRupiah !== body.totalCreditRupiah || body.totalDebitRupiah === 0)
    throw new DemoFailure('The ledger does not balance.');
};

export const reportOrders = (shop: Shop, orders: readonly Order[]): void => {
  shop.narrator.chapter('The orders');
  for (const order of orders) {
    const parts = order.sellerOrders.map((part) => part.status ?? 'never opened').join(', ');
    shop.narrator.line(
      `${order.orderNumber}  ${order.status}${order.outcome === undefined ? '' : ` (${order.outcome})`}  ${shop.narrator.money(order.totalRupiah)}  seller orders: ${parts}`,
    );
  }
};

export const reportMails = async (shop: Shop, mailbox: Mailbox, since: Date): Promise<void> => {
  shop.narrator.chapter('The mails of these purchases');
  const mails = (await mailbox.all()).filter((mail) => mail.at >= since);
  for (const mail of mails) shop.narrator.line(`${mail.to.padEnd(28)} ${mail.subject}`);
};
