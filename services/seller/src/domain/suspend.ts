import { ok, reject, type Result } from '@wadah/kit';
import { sellerNotFound, wrongSellerState } from './refusals.ts';
import type { LiveSeller, Sanction, Seller, SellerEvent } from './seller.ts';

const suspended = (before: LiveSeller, suspension: Sanction): Result<readonly SellerEvent[]> =>
  ok([{ type: 'SellerSuspended', seller: { ...before, status: 'suspended', suspension }, before, ...suspension }]);

export const decideSuspend = (seller: Seller, suspension: Sanction): Result<readonly SellerEvent[]> => {
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

export const decideReinstate = (seller: Seller, reinstatement: Sanction): Result<readonly SellerEvent[]> => {
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
      if (seller.suspension?.by === 'operator' && reinstatement.by !== 'operator')
        return reject('forbidden', 'operator-suspension', 'Only an operator lifts what an operator imposed.');
      const { suspension: _lifted, ...rest } = seller;
      return ok([{ type: 'SellerReinstated', seller: { ...rest, status: 'verified', reinstatement }, before: seller, ...reinstatement }]);
    }
  }
};
