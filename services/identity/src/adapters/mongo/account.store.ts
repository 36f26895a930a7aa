import { accountRegisteredV1 } from '@wadah/contracts';
import { reject, type Now } from '@wadah/kit';
import { aggregateStore, outboxIndex, UniqueViolation, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Accounts } from '../../app/ports.ts';
import { evolveAccount, noAccount, type Account, type AccountEvent } from '../../domain/account.ts';
import { decideRegisterAccount } from '../../domain/register-account.ts';

const COLLECTION = 'accounts';
const ADDRESS_INDEX = 'address';

export const accountIndexes: readonly IndexSpec[] = [
  outboxIndex(COLLECTION),
  { collection: COLLECTION, keys: { email: 1 }, options: { name: ADDRESS_INDEX, unique: true } },
];

const toOutbox = ({ accountId, locale, at }: AccountEvent) => [
  accountRegisteredV1.from({ subject: accountId, time: at, data: { accountId, locale } }),
];

export const accountStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const store = aggregateStore<Account, AccountEvent>({
    mongo,
    collection: COLLECTION,
    initial: noAccount,
    evolve: evolveAccount,
    toOutbox,
    columns: (account) => (account.status === 'active' ? { email: account.email } : {}),
    now,
  });
  const accounts: Accounts = {
    load: store.load,
    byEmail: async (email) => {
      const [found] = await store.find({ email }, { limit: 1 });
      return found?.state.status === 'active' ? found.state : undefined;
    },
    register: async (command) => {
      try {
        return await store.update(command.accountId, (account) => decideRegisterAccount(account, command));
      } catch (error) {
        if (!(error instanceof UniqueViolation) || error.index !== ADDRESS_INDEX) throw error;
        return reject('conflict', 'address-taken', 'Another account has this address.');
      }
    },
  };
  return { accounts, outbox: store.outbox };
};
