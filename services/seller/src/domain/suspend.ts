import { ok, reject, type Result } from '@wadah/kit';
import { sellerNotFound, wrongSellerState } from './refusals.ts';
import type { Seller, SellerEvent, Suspension } from './seller.ts';

export const decideSuspend = (seller: Seller, suspension: Suspension): Result<readonly SellerEvent[]> => {
  switch (seller.status) {
    case 'absent':
      return sellerNotFound();
    case 'suspended':
      return ok([]); // Asking twice is not an error.
    case 'applied':
    case 'returned':
    case 'rejected':
      return wrongSellerState(seller.status);
    case 'verified':
      return ok([{ type: 'SellerSuspended', seller: { ...seller, status: 'suspended', suspension }, at: suspension.at }]);
  }
};

export type Reinstate = { readonly by: 'curator' | 'operator'; readonly at: Date };

export const decideReinstate = (seller: Seller, { by, at }: Reinstate): Result<readonly SellerEvent[]> => {
  switch (seller.status) {
    case 'absent':
      return sellerNotFound();
    case 'verified':
      return ok([]);
    case 'applied':
    case 'returned':
    case 'rejected':
      return wrongSellerState(seller.status);
    case 'suspended': {
      if (seller.suspension?.by === 'operator' && by !== 'operator')
        return reject('forbidden', 'operator-suspension', 'Only an operator lifts what an operator imposed.');
      const { suspension: _lifted, ...rest } = seller;
      return ok([{ type: 'SellerReinstated', seller: { ...rest, status: 'verified' }, at }]);
    }
  }
};
