import { assertNever } from '@wadah/kit';
import type { DeliveryMethod } from './delivery-methods.ts';

export type Level = 'L0' | 'L1' | 'L2' | 'L3';

/** A personal number as the domain sees it: what is shown, a keyed hash for equality, and the sealed text, which only the vault opens. */
export type SealedNumber = { readonly masked: string; readonly hash: string; readonly sealed: unknown };

export type BankAccount = { readonly bank: string; readonly number: SealedNumber; readonly holder: string };

/** What an applicant states and a curator checks. */
export type Statement = {
  readonly name: string;
  readonly regency: string;
  readonly agencyId: string;
  readonly owner: { readonly name: string; readonly nik: SealedNumber };
  readonly phone: string;
  readonly nib?: string;
  readonly npwp?: SealedNumber;
  readonly bankAccount?: BankAccount;
  readonly story?: string;
};

export type ReviewReason = { readonly field: string; readonly reason: string };

export type Review = {
  readonly decision: 'approve' | 'return' | 'reject';
  readonly level: Level;
  readonly reasons: readonly ReviewReason[];
  readonly note: string;
  readonly curatorId: string;
  readonly at: Date;
};

export type ApplicationStatus = 'open' | 'approved' | 'returned' | 'rejected';

export type Application = {
  readonly statement: Statement;
  readonly status: ApplicationStatus;
  readonly at: Date;
  /** An approval that waits for a second curator; gone when what it approved has changed. */
  readonly firstApproval?: Review;
  readonly review?: Review;
};

/** Who imposed or lifted a suspension, and why. */
export type Sanction = { readonly by: 'curator' | 'operator'; readonly actorId: string; readonly reason: string; readonly at: Date };

export type SellerStatus = 'applied' | 'verified' | 'returned' | 'rejected' | 'suspended';

/** Approved data hold until a new application is decided, so a verified seller may have an open application beside them. */
export type LiveSeller = {
  readonly status: SellerStatus;
  readonly sellerId: string;
  readonly founderId: string;
  readonly application: Application;
  readonly approved?: Statement;
  readonly level: Level;
  readonly deliveryMethods: readonly DeliveryMethod[];
  readonly suspension?: Sanction;
  /** The last time a suspension was lifted. */
  readonly reinstatement?: Sanction;
  /** A new account may be a thief's, so nothing is paid out to it before this. */
  readonly transfersHeldUntil?: Date;
};

export type Seller = { readonly status: 'absent' } | LiveSeller;

/** The seller before and after a decision about it, and who decided; the record of decisions is made from it. */
type Decided = {
  readonly seller: LiveSeller;
  readonly before: LiveSeller;
  readonly by: 'curator' | 'operator';
  readonly actorId: string;
  /** Note and reasons as they were typed. */
  readonly reason: string;
  readonly at: Date;
};

export type SellerEvent =
  | {
      readonly type: 'SellerApplied';
      readonly sellerId: string;
      readonly founderId: string;
      readonly statement: Statement;
      readonly again: boolean;
      readonly at: Date;
    }
  | ({ readonly type: 'SellerVerified' } & Decided)
  | ({ readonly type: 'SellerReturned' } & Decided)
  | ({ readonly type: 'SellerRejected' } & Decided)
  | ({ readonly type: 'SellerSuspended' } & Decided)
  | ({ readonly type: 'SellerReinstated' } & Decided)
  | ({ readonly type: 'FirstApprovalGiven' } & Decided)
  | { readonly type: 'ContactChanged'; readonly seller: LiveSeller; readonly at: Date }
  | { readonly type: 'BankAccountChanged'; readonly seller: LiveSeller; readonly transfersHeldUntil: Date; readonly at: Date }
  | { readonly type: 'NumbersResealed'; readonly seller: LiveSeller; readonly at: Date }
  | { readonly type: 'DeliveryMethodsChanged'; readonly seller: LiveSeller; readonly at: Date };

const applied = (seller: Seller, event: SellerEvent & { type: 'SellerApplied' }): LiveSeller => {
  const { sellerId, founderId, statement, at } = event;
  const application: Application = { statement, status: 'open', at };
  if (seller.status === 'absent') return { status: 'applied', sellerId, founderId, application, level: 'L0', deliveryMethods: [] };
  const status = seller.approved === undefined ? 'applied' : seller.status;
  return { ...seller, status, application };
};

export const evolveSeller = (seller: Seller, event: SellerEvent): Seller => {
  switch (event.type) {
    case 'SellerApplied':
      return applied(seller, event);
    case 'SellerVerified':
    case 'SellerReturned':
    case 'SellerRejected':
    case 'SellerSuspended':
    case 'SellerReinstated':
    case 'FirstApprovalGiven':
    case 'ContactChanged':
    case 'BankAccountChanged':
    case 'NumbersResealed':
    case 'DeliveryMethodsChanged':
      return event.seller;
    default:
      return assertNever(event);
  }
};

/** What everybody may know of the seller: the approved data, or before the first approval what was applied for. */
export const statementOf = (seller: LiveSeller): Statement => seller.approved ?? seller.application.statement;
