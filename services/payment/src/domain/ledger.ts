import { sumRupiah } from '@wadah/kit';
import type { PaymentEvent } from './events.ts';
import { partRupiah, type About, type SellerPart } from './payment.ts';

export type LedgerLine = { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number };

/** A balanced movement with a unique cause: `<aggregate id>:<movement>:<try>`. */
export type LedgerEntry = {
  readonly id: string;
  readonly at: Date;
  readonly lines: readonly LedgerLine[];
  readonly refs: Readonly<Record<string, string>>;
};

/** Asset: what the provider holds for us. */
export const providerClearing = 'provider-clearing';
/** Liabilities: to sellers once the buyer has the goods, to sellers now, to buyers, and money that fits no open order. */
export const sellerEscrow = (sellerId: string): string => `seller-escrow:${sellerId}`;
export const sellerBalance = (sellerId: string): string => `seller-balance:${sellerId}`;
export const refundsPayable = 'refunds-payable';
export const lateCaptures = 'late-captures';
export const mismatchedCaptures = 'mismatched-captures';
export const taxPayable = 'tax-payable';
/** Revenue. */
export const commissionRevenue = 'commission-revenue';

const debit = (account: string, amountRupiah: number): LedgerLine => ({ account, debitRupiah: amountRupiah, creditRupiah: 0 });
const credit = (account: string, amountRupiah: number): LedgerLine => ({ account, debitRupiah: 0, creditRupiah: amountRupiah });

const moving = (lines: readonly LedgerLine[]): readonly LedgerLine[] =>
  lines.filter(({ debitRupiah, creditRupiah }) => debitRupiah + creditRupiah > 0);

const sellersOf = (parts: readonly SellerPart[]): readonly (readonly [string, number])[] =>
  [...new Set(parts.map(({ sellerId }) => sellerId))].map((sellerId) => [
    sellerId,
    sumRupiah(parts.filter((part) => part.sellerId === sellerId).map(partRupiah)),
  ]);

type Of<T extends PaymentEvent['type']> = Extract<PaymentEvent, { type: T }>;

/** What every line of a statement can say of its cause. */
const refsOf = ({ paymentId, orderId, orderNumber }: About) => ({ paymentId, orderId, orderNumber });

const capture = ({ about, amountRupiah, late, parts, at }: Of<'PaymentCaptured'>): LedgerEntry => ({
  id: `${about.paymentId}:capture:1`,
  at,
  lines: moving([
    debit(providerClearing, amountRupiah),
    ...(late ? [credit(lateCaptures, amountRupiah)] : sellersOf(parts).map(([sellerId, sum]) => credit(sellerEscrow(sellerId), sum))),
  ]),
  refs: refsOf(about),
});

const mismatch = ({ about, amountRupiah, at }: Of<'CaptureMismatched'>): LedgerEntry => ({
  id: `${about.paymentId}:capture:1`,
  at,
  lines: [debit(providerClearing, amountRupiah), credit(mismatchedCaptures, amountRupiah)],
  refs: refsOf(about),
});

const release = ({ about, part, commissionRupiah, taxRupiah, at }: Of<'EscrowReleased'>): LedgerEntry => ({
  id: `${part.sellerOrderId}:release:1`,
  at,
  lines: moving([
    debit(sellerEscrow(part.sellerId), partRupiah(part)),
    credit(commissionRevenue, commissionRupiah),
    credit(taxPayable, taxRupiah),
    // The last line takes the rest, so the parts always add up to the whole.
    credit(sellerBalance(part.sellerId), partRupiah(part) - commissionRupiah - taxRupiah),
  ]),
  refs: { ...refsOf(about), sellerOrderId: part.sellerOrderId, sellerId: part.sellerId },
});

const refundOwed = ({ about, refundId, sellerOrderId, amountRupiah, reason, cause, parts, at }: Of<'RefundRequested'>): LedgerEntry => {
  const held = reason === 'amount_mismatch' ? mismatchedCaptures : lateCaptures;
  const sources = sellersOf(parts).map(([sellerId, sum]) => debit(sellerEscrow(sellerId), sum));
  return {
    id: `${refundId}:owed:1`,
    at,
    lines: moving([...(parts.length === 0 ? [debit(held, amountRupiah)] : sources), credit(refundsPayable, amountRupiah)]),
    refs: {
      ...refsOf(about),
      refundId,
      reason,
      ...(sellerOrderId === undefined ? {} : { sellerOrderId }),
      ...(cause === undefined ? {} : { cause }),
    },
  };
};

const refundPaid = ({ about, refundId, amountRupiah, tries, at }: Of<'RefundCompleted'>): LedgerEntry => ({
  id: `${refundId}:payout:${tries}`,
  at,
  lines: [debit(refundsPayable, amountRupiah), credit(providerClearing, amountRupiah)],
  refs: { ...refsOf(about), refundId },
});

/** The bank sent a paid-out transfer back: the money is here again, and owed again. */
const refundReturned = ({ about, refundId, amountRupiah, tries, at }: Of<'RefundReturned'>): LedgerEntry => ({
  id: `${refundId}:return:${tries}`,
  at,
  lines: [debit(providerClearing, amountRupiah), credit(refundsPayable, amountRupiah)],
  refs: { ...refsOf(about), refundId },
});

/** The entry that an event writes into the journal, in the very write that makes the movement. */
export const ledgerEntryOf = (event: PaymentEvent): LedgerEntry | undefined => {
  switch (event.type) {
    case 'PaymentCaptured':
      return capture(event);
    case 'CaptureMismatched':
      return mismatch(event);
    case 'EscrowReleased':
      return release(event);
    case 'RefundRequested':
      return refundOwed(event);
    case 'RefundCompleted':
      return refundPaid(event);
    case 'RefundReturned':
      return refundReturned(event);
    default:
      return undefined;
  }
};
