import { newDecision, type Decision, type DecisionLog } from '@wadah/mongo';
import type { Disclosures } from '../../app/ports.ts';
import { statementOf, type LiveSeller, type SellerEvent, type Statement } from '../../domain/seller.ts';

type DecidedEvent = Extract<SellerEvent, { readonly before: LiveSeller }>;

const actionOf: Readonly<Record<DecidedEvent['type'], string>> = {
  FirstApprovalGiven: 'seller_approval_given',
  SellerVerified: 'seller_verified',
  SellerReturned: 'seller_returned',
  SellerRejected: 'seller_rejected',
  SellerSuspended: 'seller_suspended',
  SellerReinstated: 'seller_reinstated',
};

const disclosed = { nik: 'seller_nik_disclosed', npwp: 'seller_npwp_disclosed', bankAccount: 'seller_bank_account_disclosed' } as const;

/** What everybody may read of a store anyway; a record is kept for ever, so no person and no number stands in it. */
const publicOf = ({ name, regency, agencyId }: Statement) => ({ name, regency, agencyId });

const factsOf = (seller: LiveSeller) => ({
  ...publicOf(statementOf(seller)),
  status: seller.status,
  level: seller.level,
  applicationStatus: seller.application.status,
  proposedLevel: seller.application.firstApproval?.level,
  suspendedBy: seller.suspension?.by,
});

/** The record of a decision, made from its event and stored by the same write. */
export const decisionOf = ({ type, seller, before, by, actorId, reason, at }: DecidedEvent): Decision =>
  newDecision({
    action: actionOf[type],
    subjectId: seller.sellerId,
    actorId,
    actorRole: by,
    at,
    reason,
    before: factsOf(before),
    after: factsOf(seller),
  });

export const disclosureLog = (decisions: Pick<DecisionLog, 'record'>): Disclosures => ({
  record: ({ sellerId, field, actorId, reason, at }) =>
    decisions.record(
      newDecision({ action: disclosed[field], subjectId: sellerId, actorId, actorRole: 'curator', at, reason, before: {}, after: {} }),
    ),
});
