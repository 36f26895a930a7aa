import { assertRupiah } from '@wadah/kit';

/** One side of a movement: exactly one of the two amounts is above zero. */
export type JournalLine = { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number };

/** A balanced movement of money with a unique cause. */
export type JournalEntry = {
  /** `<aggregate id>:<movement>:<try>`, as `pay_…:capture:1`. */
  readonly id: string;
  readonly at: Date;
  readonly lines: readonly JournalLine[];
  /** Ids that explain the movement, as `{ paymentId, sellerId }`. */
  readonly refs: Readonly<Record<string, string>>;
};

export const debit = (account: string, amountRupiah: number): JournalLine => ({ account, debitRupiah: amountRupiah, creditRupiah: 0 });

export const credit = (account: string, amountRupiah: number): JournalLine => ({ account, debitRupiah: 0, creditRupiah: amountRupiah });

const isOneSided = ({ debitRupiah, creditRupiah }: JournalLine): boolean =>
  assertRupiah(debitRupiah) >= 0 && assertRupiah(creditRupiah) >= 0 && (debitRupiah === 0) !== (creditRupiah === 0);

/** @throws when a line is not one-sided or the sides differ: an unbalanced entry is a bug and must not be stored. */
export const assertBalanced = (entry: JournalEntry): void => {
  if (entry.lines.length < 2 || !entry.lines.every(isOneSided)) throw new Error(`Journal entry ${entry.id} has a wrong line.`);
  const sum = entry.lines.reduce((total, line) => total + line.debitRupiah - line.creditRupiah, 0);
  if (sum !== 0) throw new Error(`Journal entry ${entry.id} is not balanced: ${sum}.`);
};
