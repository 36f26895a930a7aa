import { ok, reject, type Result } from '@wadah/kit';
import { sellerNotFound } from './refusals.ts';
import type { Application, Level, LiveSeller, Review, Seller, SellerEvent, Statement } from './seller.ts';

/** Which papers a level stands on: L1 a person who can be reached, L2 a business that can be paid and taxed. */
const missingFor = (level: Level, { nib, npwp, bankAccount }: Statement): readonly string[] => {
  if (level === 'L0' || level === 'L1') return [];
  return [
    ...(nib === undefined ? ['nib'] : []),
    ...(npwp === undefined ? ['npwp'] : []),
    ...(bankAccount === undefined ? ['bankAccount'] : []),
  ];
};

const approved = (seller: LiveSeller, application: Application, review: Review): Result<readonly SellerEvent[]> => {
  if (review.level === 'L0') return reject('invalid', 'level-required', 'An approval names the level L1, L2 or L3.');
  const missing = missingFor(review.level, application.statement);
  if (missing.length > 0) return reject('conflict', 'level-needs-documents', `Level ${review.level} needs ${missing.join(', ')}.`);
  const status = seller.status === 'suspended' ? 'suspended' : 'verified';
  return ok([
    {
      type: 'SellerVerified',
      seller: { ...seller, status, application, approved: application.statement, level: review.level },
      at: review.at,
    },
  ]);
};

const refused = (seller: LiveSeller, application: Application, review: Review): Result<readonly SellerEvent[]> => {
  if (review.reasons.length === 0 && review.note.trim() === '')
    return reject('invalid', 'reason-required', 'Who is refused must learn why: give a reason for a field, or a note.');
  const ended = review.decision === 'return' ? 'returned' : 'rejected';
  // A verified seller keeps what is approved; only its new application has failed.
  const status = seller.approved === undefined ? ended : seller.status;
  return ok([
    { type: review.decision === 'return' ? 'SellerReturned' : 'SellerRejected', seller: { ...seller, status, application }, at: review.at },
  ]);
};

const endOf = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

export const decideVerify = (seller: Seller, review: Review): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return sellerNotFound();
  if (seller.application.status !== 'open')
    return reject('conflict', 'already-decided', 'A curator has decided this application; a decision is final.');
  const application: Application = { ...seller.application, status: endOf[review.decision], review };
  return review.decision === 'approve' ? approved(seller, application, review) : refused(seller, application, review);
};
