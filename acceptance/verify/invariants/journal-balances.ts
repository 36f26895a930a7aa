import type { Invariant, StoredEntry } from '../found.ts';
import { sumBy } from '../told.ts';

const differenceOf = ({ lines }: StoredEntry): number => sumBy(lines, ({ debitRupiah, creditRupiah }) => debitRupiah - creditRupiah);

const isOneSided = ({ debitRupiah, creditRupiah }: StoredEntry['lines'][number]): boolean =>
  [debitRupiah, creditRupiah].every((amount) => Number.isSafeInteger(amount) && amount >= 0) &&
  (debitRupiah === 0) !== (creditRupiah === 0);

const faultsOf = (entry: StoredEntry): readonly string[] => [
  ...(differenceOf(entry) === 0 ? [] : [`${entry._id} is out of balance by ${differenceOf(entry)}`]),
  ...(entry.lines.every(isOneSided) ? [] : [`${entry._id} has a line that is not on one side`]),
];

export const journalBalances: Invariant = {
  rule: 'every journal entry is balanced, and their sum is zero',
  broken: ({ journal }) => {
    const sum = sumBy(journal, differenceOf);
    return [...journal.flatMap(faultsOf), ...(sum === 0 ? [] : [`journal sums up to ${sum}`])];
  },
};
