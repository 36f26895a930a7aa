import { accountCodeRequestedV1 } from '@wadah/contracts';
import type { Now } from '@wadah/kit';
import { aggregateStore, dueIndex, outboxIndex, type IndexSpec, type Mongo } from '@wadah/mongo';
import type { MailCodes } from '../../app/ports.ts';
import { evolveMailCode, noMailCode, type MailCode, type MailCodeEvent } from '../../domain/mail-code.ts';

export const MAIL_CODES = 'mail_codes';

export const mailCodeIndexes: readonly IndexSpec[] = [
  outboxIndex(MAIL_CODES),
  dueIndex(MAIL_CODES, 'codeDueAt'),
  { collection: MAIL_CODES, keys: { codeHash: 1 }, options: { name: 'code', unique: true, sparse: true } },
  { collection: MAIL_CODES, keys: { accountId: 1, purpose: 1 }, options: { name: 'account', sparse: true } },
];

const toOutbox = (event: MailCodeEvent) => {
  if (event.type !== 'MailCodeMade' || !event.mailed) return [];
  const { codeId, purpose, locale, fits } = event.draft;
  const told = purpose === 'mail_change' && !fits ? ('already_registered' as const) : purpose;
  return [accountCodeRequestedV1.from({ subject: codeId, time: event.at, data: { codeId, purpose: told, locale } })];
};

const columns = (mailCode: MailCode) => {
  if (mailCode.status === 'absent') return {};
  if (mailCode.status === 'over') return { codeHash: undefined, accountId: undefined, purpose: undefined, codeDueAt: mailCode.endsAt };
  const { codeHash, accountId, purpose, endsAt } = mailCode;
  return { codeHash, accountId, purpose, codeDueAt: endsAt };
};

export const mailCodeStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }) => {
  const options = { mongo, collection: MAIL_CODES, initial: noMailCode, evolve: evolveMailCode, toOutbox, columns, now };
  const store = aggregateStore<MailCode, MailCodeEvent>(options);
  const mailCodes: MailCodes = {
    load: store.load,
    update: store.update,
    byCode: async (codeHash) => {
      const [found] = await store.find({ codeHash }, { limit: 1 });
      return found?.state ?? noMailCode;
    },
    newestChangeOf: async (accountId) => {
      const [found] = await store.find({ accountId, purpose: 'mail_change' }, { sort: { _id: -1 }, limit: 1 });
      return found?.state ?? noMailCode;
    },
    forget: async (codeId) => {
      await store.collection.deleteOne({ _id: codeId });
    },
    forgetOf: async (accountId, { before, reversals }) => {
      await store.collection.deleteMany({
        accountId,
        $or: [
          { purpose: { $in: ['password_reset', 'mail_change'] }, 'state.generation': { $lt: before } },
          { purpose: 'mail_change_notice', _id: { $nin: [...reversals] } },
        ],
      });
    },
  };
  return { mailCodes, outbox: store.outbox };
};
