import { ok, reject, type Result } from '@wadah/kit';
import { isSameAccount, withNewAccountHeld } from './bank-account.ts';
import { needsSecondCurator } from './four-eyes.ts';
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

const reasonOf = ({ note, reasons }: Review): string =>
  [note.trim(), ...reasons.map(({ field, reason }) => `${field}: ${reason}`)].filter((line) => line !== '').join('\n');

type Case = { readonly before: LiveSeller; readonly review: Review };

const decidedBy = ({ before, review }: Case) =>
  ({ before, by: 'curator', actorId: review.curatorId, reason: reasonOf(review), at: review.at }) as const;

/** Where two must agree, the first approval waits; the second curator confirms that very level, or returns or rejects. */
const missingApproval = ({ before, review }: Case): Result<'none' | 'second'> => {
  const { firstApproval } = before.application;
  if (!needsSecondCurator(review.level, review.at)) return ok('none');
  if (firstApproval === undefined) return ok('second');
  if (firstApproval.curatorId === review.curatorId)
    return reject('conflict', 'second-curator-needed', 'You have approved this; another curator of the agency must confirm it.');
  if (firstApproval.level !== review.level)
    return reject('conflict', 'approval-differs', `The first curator has approved ${firstApproval.level}; confirm that, or return it.`);
  return ok('none');
};

const approved = (decided: Case, holdSeconds: number): Result<readonly SellerEvent[]> => {
  const { before, review } = decided;
  const { statement } = before.application;
  if (review.level === 'L0') return reject('invalid', 'level-required', 'An approval names the level L1, L2 or L3.');
  const missing = missingFor(review.level, statement);
  if (missing.length > 0) return reject('conflict', 'level-needs-documents', `Level ${review.level} needs ${missing.join(', ')}.`);
  const waits = missingApproval(decided);
  if (!waits.ok) return waits;
  if (waits.value === 'second') {
    const seller = { ...before, application: { ...before.application, firstApproval: review } };
    return ok([{ type: 'FirstApprovalGiven', seller, ...decidedBy(decided) }]);
  }
  const status = before.status === 'suspended' ? 'suspended' : 'verified';
  const application: Application = { ...before.application, status: 'approved', review };
  const seller: LiveSeller = { ...before, status, application, approved: statement, level: review.level };
  const verified: SellerEvent = { type: 'SellerVerified', seller, ...decidedBy(decided) };
  const isNewAccount = before.approved !== undefined && !isSameAccount(before.approved.bankAccount, statement.bankAccount);
  return ok(isNewAccount ? [verified, withNewAccountHeld(seller, { at: review.at, holdSeconds })] : [verified]);
};

const refused = (decided: Case): Result<readonly SellerEvent[]> => {
  const { before, review } = decided;
  if (review.reasons.length === 0 && review.note.trim() === '')
    return reject('invalid', 'reason-required', 'Who is refused must learn why: give a reason for a field, or a note.');
  const ended = review.decision === 'return' ? 'returned' : 'rejected';
  // A verified seller keeps what is approved; only its new application has failed.
  const status = before.approved === undefined ? ended : before.status;
  const seller: LiveSeller = { ...before, status, application: { ...before.application, status: ended, review } };
  return ok([{ type: review.decision === 'return' ? 'SellerReturned' : 'SellerRejected', seller, ...decidedBy(decided) }]);
};

export const decideVerify = (
  seller: Seller,
  review: Review,
  { holdSeconds }: { readonly holdSeconds: number },
): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return sellerNotFound();
  if (seller.application.status !== 'open')
    return reject('conflict', 'already-decided', 'A curator has decided this application; a decision is final.');
  const decided = { before: seller, review };
  return review.decision === 'approve' ? approved(decided, holdSeconds) : refused(decided);
};
