import { reject, type Now } from '@wadah/kit';
import { aggregateStore, UniqueViolation, type AggregateStore, type Mongo } from '@wadah/mongo';
import type { Sellers } from '../../app/ports.ts';
import type { SellerSearch } from '../../app/read-sellers.ts';
import { evolveSeller, statementOf, type LiveSeller, type Seller, type SellerEvent } from '../../domain/seller.ts';
import { toOutbox } from './seller.outbox.ts';

/** `openFounder` is there while the founder's application is undecided: one open application an account. */
const columnsOf = (seller: Seller) => {
  if (seller.status === 'absent') return {};
  const { application, status, founderId } = seller;
  const { owner, bankAccount, agencyId } = application.statement;
  return {
    status,
    regency: statementOf(seller).regency,
    agencyId,
    appliedAt: application.at,
    queue: application.status === 'open' ? 'open' : undefined,
    nikHash: owner.nik.hash,
    bankAccountHash: bankAccount?.number.hash,
    openFounder: status === 'applied' || status === 'returned' ? founderId : undefined,
  };
};

export type SellerStore = Sellers & SellerSearch & Pick<AggregateStore<Seller, SellerEvent>, 'outbox' | 'collection'>;

const applicationOpen = () => reject('conflict', 'application-open', 'This account has an application that is not decided yet.');

export const sellerStore = ({ mongo, now }: { readonly mongo: Mongo; readonly now: Now }): SellerStore => {
  const store = aggregateStore<Seller, SellerEvent>({
    mongo,
    collection: 'sellers',
    initial: { status: 'absent' },
    evolve: evolveSeller,
    toOutbox,
    columns: columnsOf,
    now,
  });

  const live = async (filter: object, limit: number): Promise<readonly LiveSeller[]> => {
    const found = await store.find(filter, { sort: { _id: 1 }, limit });
    return found.map(({ state }) => state).filter((state): state is LiveSeller => state.status !== 'absent');
  };
  const after = (id: string | undefined) => (id === undefined ? {} : { _id: { $gt: id } });
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
    inRegency: (regency, window) =>
      live({ status: 'verified', ...(regency === undefined ? {} : { regency }), ...after(window.after) }, window.limit),
    inQueue: ({ agencyIds, status }, window) =>
      live(
        { agencyId: { $in: [...agencyIds] }, ...(status === undefined ? { queue: 'open' } : { status }), ...after(window.after) },
        window.limit,
      ),
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
