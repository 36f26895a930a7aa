import type { z } from 'zod';
import type { Flag } from '../../app/read-sellers.ts';
import { statementOf, type BankAccount, type LiveSeller } from '../../domain/seller.ts';
import type { applicationSchema, changedAccountSchema, publicSellerSchema, summarySchema } from './seller.schema.ts';

export const toSummary = ({ sellerId, status, level }: LiveSeller): z.input<typeof summarySchema> => ({ sellerId, status, level });

const methodsOf = (seller: LiveSeller) =>
  seller.deliveryMethods.map(({ regencies, ...method }) => ({
    ...method,
    ...(regencies === undefined ? {} : { regencies: [...regencies] }),
  }));

export const toPublicSeller = (seller: LiveSeller): z.input<typeof publicSellerSchema> => {
  const { name, story, regency, agencyId } = statementOf(seller);
  return {
    sellerId: seller.sellerId,
    name,
    ...(story === undefined ? {} : { story }),
    regency,
    agencyId,
    level: seller.level,
    deliveryMethods: methodsOf(seller),
  };
};

const reviewOf = ({ application: { review } }: LiveSeller) =>
  review === undefined
    ? {}
    : {
        review: {
          decision: review.decision,
          reasons: review.reasons.map((reason) => ({ ...reason })),
          note: review.note,
          decidedAt: review.at.toISOString(),
        },
      };

const sanctionsOf = ({ suspension, reinstatement }: LiveSeller) => ({
  ...(suspension === undefined
    ? {}
    : { suspension: { by: suspension.by, reason: suspension.reason, suspendedAt: suspension.at.toISOString() } }),
  ...(reinstatement === undefined
    ? {}
    : { reinstatement: { by: reinstatement.by, reason: reinstatement.reason, reinstatedAt: reinstatement.at.toISOString() } }),
});

const accountOf = ({ bank, number, holder }: BankAccount) => ({ bank, number: number.masked, holder });

const heldOf = ({ transfersHeldUntil }: LiveSeller) =>
  transfersHeldUntil === undefined ? {} : { transfersHeldUntil: transfersHeldUntil.toISOString() };

export const toChangedAccount = (seller: LiveSeller): z.input<typeof changedAccountSchema> => {
  const account = statementOf(seller).bankAccount;
  if (account === undefined) throw new Error('A changed account is there.');
  return { sellerId: seller.sellerId, bankAccount: accountOf(account), ...heldOf(seller) };
};

/** Personal numbers are always masked here; who decided is kept, and shown to nobody. */
export const toApplication = (seller: LiveSeller): z.input<typeof applicationSchema> => {
  const { owner, npwp, bankAccount, ...statement } = seller.application.statement;
  return {
    ...toSummary(seller),
    applicationStatus: seller.application.status,
    appliedAt: seller.application.at.toISOString(),
    ...statement,
    owner: { name: owner.name, nik: owner.nik.masked },
    ...(npwp === undefined ? {} : { npwp: npwp.masked }),
    ...(bankAccount === undefined ? {} : { bankAccount: accountOf(bankAccount) }),
    ...heldOf(seller),
    ...reviewOf(seller),
    ...sanctionsOf(seller),
  };
};

const firstApprovalOf = ({ application: { status, firstApproval } }: LiveSeller) =>
  status !== 'open' || firstApproval === undefined
    ? {}
    : { firstApproval: { level: firstApproval.level, note: firstApproval.note, approvedAt: firstApproval.at.toISOString() } };

/** As curators and the platform read it: with what waits for a second curator and what other sellers have stated too. */
export const toCase = (seller: LiveSeller, flags?: readonly Flag[]): z.input<typeof applicationSchema> => ({
  ...toApplication(seller),
  ...firstApprovalOf(seller),
  ...(flags === undefined ? {} : { flags: flags.map(({ field, sellerIds }) => ({ field, sellerIds: [...sellerIds] })) }),
});
