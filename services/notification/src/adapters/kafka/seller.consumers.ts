import {
  sellerBankAccountChangedV1,
  sellerReinstatedV1,
  sellerRejectedV1,
  sellerReturnedV1,
  sellerSuspendedV1,
  sellerVerifiedV1,
} from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { toMembers, toOwners, type Telling } from './telling.ts';

export const sellerConsumers = (tell: Telling): readonly Consumer[] => [
  tell(sellerVerifiedV1, ({ sellerId, name, level }) => [
    { template: 'seller_verified', facts: { sellerId, name, level }, ...toMembers(sellerId) },
  ]),
  tell(sellerReturnedV1, ({ sellerId }) => [{ template: 'seller_returned', facts: { sellerId }, ...toMembers(sellerId) }]),
  tell(sellerRejectedV1, ({ sellerId }) => [{ template: 'seller_rejected', facts: { sellerId }, ...toMembers(sellerId) }]),
  tell(sellerSuspendedV1, ({ sellerId }) => [{ template: 'seller_suspended', facts: { sellerId }, ...toMembers(sellerId) }]),
  tell(sellerReinstatedV1, ({ sellerId, name }) => [{ template: 'seller_reinstated', facts: { sellerId, name }, ...toMembers(sellerId) }]),
  tell(sellerBankAccountChangedV1, ({ sellerId, transfersHeldUntil }) => {
    const facts = { sellerId, ...(transfersHeldUntil !== undefined && { transfersHeldUntil }) };
    return [{ template: 'store_bank_account', facts, ...toOwners(sellerId) }];
  }),
];
