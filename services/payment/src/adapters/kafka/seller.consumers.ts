import { sellerAppliedV1, sellerBankAccountChangedV1 } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { SellerProjection } from '../mongo/seller.projection.ts';

/** What payment has to know of sellers: that they exist, and until when a new bank account is held. */
export const sellerConsumers = ({ takeApplied, takeAccountChanged }: SellerProjection): readonly Consumer[] => [
  consumer(sellerAppliedV1, (event) => takeApplied(event.data.sellerId, event)),
  consumer(sellerBankAccountChangedV1, (event) => {
    const { sellerId, transfersHeldUntil: until } = event.data;
    return takeAccountChanged(sellerId, event, until === undefined ? undefined : new Date(until));
  }),
];
