import { ok, reject, type Result } from '@wadah/kit';
import { sellerNotFound, wrongSellerState } from './refusals.ts';
import type { LiveSeller, Seller, SellerEvent, Suspension } from './seller.ts';

const suspended = (seller: LiveSeller, suspension: Suspension): Result<readonly SellerEvent[]> =>
  ok([{ type: 'SellerSuspended', seller: { ...seller, status: 'suspended', suspension }, at: suspension.at }]);

export const decideSuspend = (seller: Seller, suspension: Suspension): Result<readonly SellerEvent[]> => {
  switch (seller.status) {
    case 'absent':
      return sellerNotFound();
    case 'suspended':
      // Asking twice is not an error; but what an operator imposes too is from then on an operator's to lift.
      return suspension.by === 'operator' && seller.suspension?.by === 'curator' ? suspended(seller, suspension) : ok([]);
    case 'applied':
    case 'returned':
    case 'rejected':
      return wrongSellerState(seller.status);
    case 'verified':
      return suspended(seller, suspension);
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
