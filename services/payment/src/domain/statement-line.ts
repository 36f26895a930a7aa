import { sumRupiah } from '@wadah/kit';
import { commissionRevenue, sellerBalance, sellerEscrow, taxPayable, type LedgerEntry } from './ledger.ts';

/** The buyer's money came in, became the seller's, or went back. */
export type StatementKind = 'capture' | 'release' | 'refund';

export type StatementLine = {
  readonly entryId: string;
  readonly at: Date;
  readonly kind: StatementKind;
  readonly orderId?: string;
  readonly orderNumber?: string;
  readonly sellerOrderId?: string;
  readonly refundId?: string;
  readonly reason?: string;
  /** The part's whole sum. */
  readonly grossRupiah: number;
  readonly commissionRupiah: number;
  readonly taxRupiah: number;
  /** What it changed of `pendingRupiah` of the balance. */
  readonly pendingRupiah: number;
  /** What it changed of `availableRupiah` of the balance. */
  readonly amountRupiah: number;
};

const credited = ({ lines }: LedgerEntry, account: string): number =>
  sumRupiah(lines.filter((line) => line.account === account).map((line) => line.creditRupiah - line.debitRupiah));

const kindOf = ({ id, refs }: LedgerEntry): StatementKind => {
  if (id.includes(':release:')) return 'release';
  return refs['refundId'] === undefined ? 'capture' : 'refund';
};

const named = ['orderId', 'orderNumber', 'sellerOrderId', 'refundId'] as const;

/** One seller's view of an entry; the lines of others in the same order are not told. */
export const statementLineOf = (entry: LedgerEntry, sellerId: string): StatementLine => {
  const pendingRupiah = credited(entry, sellerEscrow(sellerId));
  const reason = entry.refs['cause'] ?? entry.refs['reason'];
  return {
    entryId: entry.id,
    at: entry.at,
    kind: kindOf(entry),
    ...Object.fromEntries(named.flatMap((name) => (entry.refs[name] === undefined ? [] : [[name, entry.refs[name]]]))),
    ...(reason === undefined ? {} : { reason }),
    grossRupiah: Math.abs(pendingRupiah),
    commissionRupiah: credited(entry, commissionRevenue),
    taxRupiah: credited(entry, taxPayable),
    pendingRupiah,
    amountRupiah: credited(entry, sellerBalance(sellerId)),
  };
};
