import { ok, reject, type Result } from '@wadah/kit';

/**
 * What catalogue knows of a seller, from seller's events. Approved data hold until a new application is decided, so the approval and the
 * application are kept apart.
 */
export type Seller = {
  readonly application?: 'applied' | 'returned' | 'rejected';
  readonly approval?: 'verified' | 'suspended';
  readonly name?: string;
  readonly regency?: string;
  readonly level?: string;
  /** `ce_sequence` of the event that this row was last changed by. */
  readonly sequence: number;
};

export const sells = (seller: Seller | undefined): boolean => seller?.approval === 'verified';

const refusal = (seller: Seller | undefined): Result<never> => {
  // An event that has not arrived yet is no reason to say no for good, so the answer may be retried.
  if (seller === undefined) return reject('conflict', 'organisation-unknown', 'This seller is not known here yet; try again in a moment.');
  if (seller.approval === 'suspended')
    return reject('conflict', 'seller-suspended', 'A suspended seller changes no listings, prices or stock.');
  return reject('conflict', 'seller-not-verified', 'Only a verified seller may do this.');
};

/** Applicants prepare their drafts while a curator reads the application. */
export const mayPrepare = (seller: Seller | undefined): Result<Seller> =>
  seller !== undefined && (sells(seller) || (seller.approval === undefined && seller.application !== 'rejected'))
    ? ok(seller)
    : refusal(seller);

export const maySubmit = (seller: Seller | undefined): Result<Seller> =>
  seller !== undefined && sells(seller) ? ok(seller) : refusal(seller);
