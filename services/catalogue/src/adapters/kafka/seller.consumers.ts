import {
  sellerAppliedV1,
  sellerProfileChangedV1,
  sellerReinstatedV1,
  sellerRejectedV1,
  sellerReturnedV1,
  sellerSuspendedV1,
  sellerVerifiedV1,
} from '@wadah/contracts';
import { consumer, type Consumer, type Delivered } from '@wadah/messaging';
import type { FollowSeller } from '../../app/follow-seller.ts';
import type { Seller } from '../../domain/seller.ts';

export type TakeSeller = (sellerId: string, event: Delivered<unknown>, change: Partial<Omit<Seller, 'sequence'>>) => Promise<boolean>;

type Profile = { readonly name: string; readonly regency: string; readonly level: string };

const profileOf = ({ name, regency, level }: Profile): Profile => ({ name, regency, level });

/** The row first, then what follows it; both again when the event comes again, since a crash may lie between them. */
export const sellerConsumers = (take: TakeSeller, follow: FollowSeller): readonly Consumer[] => {
  const apply = async (sellerId: string, event: Delivered<unknown>, change: Parameters<TakeSeller>[2]): Promise<void> => {
    await take(sellerId, event, change);
    await follow(sellerId);
  };
  return [
    consumer(sellerAppliedV1, (event) => apply(event.data.sellerId, event, { application: 'applied' })),
    consumer(sellerReturnedV1, (event) => apply(event.data.sellerId, event, { application: 'returned' })),
    consumer(sellerRejectedV1, (event) => apply(event.data.sellerId, event, { application: 'rejected' })),
    consumer(
      [sellerVerifiedV1, sellerReinstatedV1],
      (event) => apply(event.data.sellerId, event, { approval: 'verified', ...profileOf(event.data) }),
      { name: 'seller-may-sell' },
    ),
    consumer(sellerSuspendedV1, (event) => apply(event.data.sellerId, event, { approval: 'suspended' })),
    consumer(sellerProfileChangedV1, (event) => apply(event.data.sellerId, event, profileOf(event.data))),
  ];
};
