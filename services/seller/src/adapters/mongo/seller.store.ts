import { reject, type Now } from '@wadah/kit';
import { aggregateStore, decisionLog, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Sellers } from '../../app/ports.ts';
import type { SellerIds } from '../../app/reseal-numbers.ts';
import type { QueuePosition, SellerSearch } from '../../app/read-sellers.ts';
import { evolveSeller, statementOf, type LiveSeller, type Seller, type SellerEvent, type SellerStatus } from '../../domain/seller.ts';
import { toOutbox } from './seller.outbox.ts';

/** `agencyId` is the agency that the seller belongs to; `openFounder` is there while the founder's application is undecided: one open application an account. */
const columnsOf = (seller: Seller) => {
  if (seller.status === 'absent') return {};
  const { application, status, founderId } = seller;
  const { owner, bankAccount } = application.statement;
  const { regency, agencyId } = statementOf(seller);
  return {
    status,
    regency,
    agencyId,
    appliedAt: application.at,
    nikHash: owner.nik.hash,
    bankAccountHash: bankAccount?.number.hash,
    openFounder: status === 'applied' || status === 'returned' ? founderId : undefined,
  };
};

export type SellerStore = Sellers &
  SellerSearch &
  Pick<AggregateStore<Seller, SellerEvent>, 'outbox' | 'collection'> & { readonly ids: SellerIds };

/** Longest waiting first; for the tests too, which ask `explain` of exactly this. */
export const queueFilter = (agencyIds: readonly string[], status: SellerStatus | undefined, after?: QueuePosition) => {
  const of = { $in: [...agencyIds] };
  // Asked of the state itself, so that no row of an earlier release is missing.
  const waiting = { 'state.application.status': 'open', 'state.application.statement.agencyId': of };
  const chosen = status === undefined ? waiting : { agencyId: of, status };
  if (after === undefined) return chosen;
  // `$nor`, because the planner would read an `$or` as two searches and sort their results in memory.
  return { ...chosen, appliedAt: { $gte: after.appliedAt }, $nor: [{ appliedAt: after.appliedAt, _id: { $lte: after.sellerId } }] };
};

const sellerIds = (collection: SellerStore['collection']): SellerIds => ({
  all: async function* () {
    for await (const { _id } of collection.find({}, { projection: { _id: 1 } }).sort({ _id: 1 })) yield _id;
  },
});

const applicationOpen = () => reject('conflict', 'application-open', 'This account has an application that is not decided yet.');

export const sellerStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): SellerStore => {
  const store = aggregateStore<Seller, SellerEvent>({
    mongo,
    collection: 'sellers',
    initial: { status: 'absent' },
    evolve: evolveSeller,
    toOutbox,
    columns: columnsOf,
    entries: decisionLog(mongo),
    now,
  });

  const live = async (filter: object, limit: number, sort: Readonly<Record<string, 1>> = { _id: 1 }): Promise<readonly LiveSeller[]> => {
    const found = await store.find(filter, { sort, limit });
    return found.map(({ state }) => state).filter((state): state is LiveSeller => state.status !== 'absent');
  };
  const others = async (seller: LiveSeller, filter: object): Promise<readonly string[]> =>
    (await live({ ...filter, _id: { $ne: seller.sellerId } }, 10)).map(({ sellerId }) => sellerId);

  return {
    loadVersioned: store.loadVersioned,
    outbox: store.outbox,
    collection: store.collection,
    updateVersioned: async (sellerId, decide, options) => {
      try {
        return await store.updateVersioned(sellerId, decide, options);
      } catch (error) {
        if (!(error instanceof UniqueViolation)) throw error;
        return applicationOpen();
      }
    },
    ids: sellerIds(store.collection),
    inRegency: (regency, { limit, after }) =>
      live(
        { status: 'verified', ...(regency === undefined ? {} : { regency }), ...(after === undefined ? {} : { _id: { $gt: after } }) },
        limit,
      ),
    inQueue: ({ agencyIds, status }, { limit, after }) => live(queueFilter(agencyIds, status, after), limit, { appliedAt: 1, _id: 1 }),
    flagsOf: async (seller) => {
      const { owner, bankAccount } = seller.application.statement;
      const nik = await others(seller, { nikHash: owner.nik.hash });
      const account = bankAccount === undefined ? [] : await others(seller, { bankAccountHash: bankAccount.number.hash });
      return [
        ...(nik.length === 0 ? [] : [{ field: 'nik' as const, sellerIds: nik }]),
        ...(account.length === 0 ? [] : [{ field: 'bankAccount' as const, sellerIds: account }]),
      ];
    },
  };
};
