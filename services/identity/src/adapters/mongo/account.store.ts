import { accountRegisteredV1, accountSecurityChangedV1 } from '@wadah/contracts';
import { assertNever, reject, type Now, type Result } from '@wadah/kit';
import { aggregateStore, dueIndex, outboxIndex, UniqueViolation, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { Accounts } from '../../app/ports.ts';
import { evolveAccount, noAccount, type Account, type AccountEvent } from '../../domain/account.ts';
import { decideRegisterAccount } from '../../domain/register-account.ts';

export const ACCOUNTS = 'accounts';
export const CLOSE_DUE_COLUMN = 'closeDueAt';
const ADDRESS_INDEX = 'address';

export const accountIndexes: readonly IndexSpec[] = [
  outboxIndex(ACCOUNTS),
  dueIndex(ACCOUNTS, CLOSE_DUE_COLUMN),
  { collection: ACCOUNTS, keys: { email: 1 }, options: { name: ADDRESS_INDEX, unique: true } },
];

type SecurityChange = Parameters<typeof accountSecurityChangedV1.from>[0]['data']['change'];

const securityChanged = (accountId: string, change: SecurityChange, time: Date) => [
  accountSecurityChangedV1.from({ subject: accountId, time, data: { accountId, change } }),
];

const toOutbox = (event: AccountEvent) => {
  switch (event.type) {
    case 'AccountRegistered': {
      const { accountId, locale, at } = event;
      return [accountRegisteredV1.from({ subject: accountId, time: at, data: { accountId, locale } })];
    }
    case 'PasswordChanged':
      return securityChanged(event.accountId, event.how, event.closing.at);
    case 'EmailRestored':
      return securityChanged(event.accountId, 'mail_restored', event.closing.at);
    // The former address is told of a change by its own mail, which brings the code to undo it.
    case 'EmailChanged':
    case 'ProfileChanged':
    case 'EntriesClosed':
      return [];
    default:
      return assertNever(event);
  }
};

const columns = (account: Account) => {
  if (account.status === 'absent') return {};
  const { email, closing, owedCodes = [] } = account;
  const isDue = closing !== undefined && (!closing.isDone || owedCodes.length > 0);
  return { email, [CLOSE_DUE_COLUMN]: isDue ? closing.at : undefined };
};

const addressTaken = async (work: () => Promise<Result<Account>>): Promise<Result<Account>> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueViolation) || error.index !== ADDRESS_INDEX) throw error;
    return reject('conflict', 'address-taken', 'Another account has this address.');
  }
};

export const accountStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const options = { mongo, collection: ACCOUNTS, initial: noAccount, evolve: evolveAccount, toOutbox, columns, now };
  const store = aggregateStore<Account, AccountEvent>(options);
  const accounts: Accounts = {
    load: store.load,
    byEmail: async (email) => {
      const [found] = await store.find({ email }, { limit: 1 });
      return found?.state.status === 'active' ? found.state : undefined;
    },
    register: (command) =>
      addressTaken(() => store.update(command.accountId, (account) => decideRegisterAccount(account, command))),
    update: (accountId, decide) => addressTaken(() => store.update(accountId, decide)),
  };
  return { accounts, outbox: store.outbox };
};
