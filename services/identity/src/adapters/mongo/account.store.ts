import { accountBlockedV1, accountRegisteredV1, accountSecurityChangedV1, accountUnblockedV1 } from '@wadah/contracts';
import { assertNever, reject, type Now, type Result } from '@wadah/kit';
import { aggregateStore, decisionLog, dueIndex, newDecision, outboxIndex, UniqueViolation, type IndexSpec, type Mongo } from '@wadah/mongo';
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

const decided = (
  { accountId, operatorId, reason, at }: AccountEvent & { type: 'AccountBlocked' | 'AccountReinstated' },
  { action, was, is }: { readonly action: string; readonly was: string; readonly is: string },
) => ({
  entry: newDecision({
    action,
    subjectId: accountId,
    actorId: operatorId,
    actorRole: 'operator',
    at,
    reason,
    before: { status: was },
    after: { status: is },
  }),
});

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
    case 'AccountBlocked':
      return [
        accountBlockedV1.from({ subject: event.accountId, time: event.at, data: { accountId: event.accountId } }),
        ...securityChanged(event.accountId, 'blocked', event.at),
        decided(event, { action: 'account_blocked', was: 'active', is: 'blocked' }),
      ];
    case 'AccountReinstated':
      return [
        accountUnblockedV1.from({ subject: event.accountId, time: event.at, data: { accountId: event.accountId } }),
        ...securityChanged(event.accountId, 'reinstated', event.at),
        decided(event, { action: 'account_reinstated', was: 'blocked', is: 'active' }),
      ];
    // The former address is told of a change by its own mail, which brings the code to undo it.
    case 'EmailChanged':
    case 'ProfileChanged':
    case 'ClosingBegun':
    case 'EntriesClosed':
      return [];
    default:
      return assertNever(event);
  }
};

const isDue = (account: Account): boolean =>
  account.status !== 'absent' && account.closing !== undefined && (!account.closing.isDone || (account.owedCodes ?? []).length > 0);

const columns = (account: Account) => {
  if (account.status === 'absent') return {};
  return { email: account.email, [CLOSE_DUE_COLUMN]: isDue(account) ? account.closing?.at : undefined };
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
  const options = {
    mongo,
    collection: ACCOUNTS,
    initial: noAccount,
    evolve: evolveAccount,
    toOutbox,
    columns,
    now,
    entries: decisionLog(mongo),
  };
  const store = aggregateStore<Account, AccountEvent>(options);
  const byAddress = async (email: string): Promise<Account> => (await store.find({ email }, { limit: 1 }))[0]?.state ?? noAccount;
  const accounts: Accounts = {
    load: store.load,
    byAddress,
    byEmail: async (email) => {
      const account = await byAddress(email);
      return account.status === 'active' ? account : undefined;
    },
    register: (command) => addressTaken(() => store.update(command.accountId, (account) => decideRegisterAccount(account, command))),
    update: (accountId, decide) => addressTaken(() => store.update(accountId, decide)),
  };
  /** Told of each write that leaves a closing to be carried out. */
  const onClosing = (listener: (accountId: string) => void): void =>
    store.onWritten((accountId, account) => {
      if (isDue(account)) listener(accountId);
    });
  return { accounts, onClosing, outbox: store.outbox };
};
