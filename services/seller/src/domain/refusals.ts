import { reject, rejectWith, type Result } from '@wadah/kit';
import type { SellerStatus } from './seller.ts';

export const sellerNotFound = (): Result<never> => reject('not_found', 'seller-not-found', 'No such seller.');

export const wrongSellerState = (status: SellerStatus): Result<never> =>
  rejectWith({
    kind: 'conflict',
    code: 'seller-state',
    detail: `The seller is ${status}; that does not allow this.`,
    extra: { currentStatus: status },
  });

export const ownCase = (): Result<never> => reject('forbidden', 'own-case', 'Nobody decides where they are a party.');
