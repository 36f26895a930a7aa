import type { Locale } from '@wadah/http';
import type { z } from 'zod';
import type { Flag } from '../../app/read-sellers.ts';
import { statementOf, type BankAccount, type LiveSeller, type Sanction } from '../../domain/seller.ts';
import type { applicationSchema, changedAccountSchema, publicSellerSchema, summarySchema } from './seller.schema.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

/** In which language it is read. */
export type Reading = { readonly locale: Locale };

export const toSummary = ({ sellerId, status, level }: LiveSeller, { locale }: Reading): z.input<typeof summarySchema> => ({
  sellerId,
  status,
  statusText: wordsOf(locale).sellerStatus[status],
  level,
});

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

const reviewOf = ({ application: { review } }: LiveSeller, words: Words) =>
  review === undefined
    ? {}
    : {
        review: {
          decision: review.decision,
          decisionText: words.decision[review.decision],
          reasons: review.reasons.map((reason) => ({ ...reason })),
          note: review.note,
          decidedAt: review.at.toISOString(),
        },
      };

const sanctionOf = ({ by, reason }: Sanction, words: Words) => ({ by, byText: words.sanctionBy[by], reason });

const sanctionsOf = ({ suspension, reinstatement }: LiveSeller, words: Words) => ({
  ...(suspension === undefined ? {} : { suspension: { ...sanctionOf(suspension, words), suspendedAt: suspension.at.toISOString() } }),
  ...(reinstatement === undefined
    ? {}
    : { reinstatement: { ...sanctionOf(reinstatement, words), reinstatedAt: reinstatement.at.toISOString() } }),
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
export const toApplication = (seller: LiveSeller, reading: Reading): z.input<typeof applicationSchema> => {
  const words = wordsOf(reading.locale);
  const { owner, npwp, bankAccount, ...statement } = seller.application.statement;
  return {
    ...toSummary(seller, reading),
    applicationStatus: seller.application.status,
    applicationStatusText: words.applicationStatus[seller.application.status],
    appliedAt: seller.application.at.toISOString(),
    ...statement,
    owner: { name: owner.name, nik: owner.nik.masked },
    ...(npwp === undefined ? {} : { npwp: npwp.masked }),
    ...(bankAccount === undefined ? {} : { bankAccount: accountOf(bankAccount) }),
    ...heldOf(seller),
    ...reviewOf(seller, words),
    ...sanctionsOf(seller, words),
  };
};

const firstApprovalOf = ({ application: { status, firstApproval } }: LiveSeller) =>
  status !== 'open' || firstApproval === undefined
    ? {}
    : { firstApproval: { level: firstApproval.level, note: firstApproval.note, approvedAt: firstApproval.at.toISOString() } };

/** As curators and the platform read it: with what waits for a second curator. */
export const toCase = (seller: LiveSeller, reading: Reading): z.input<typeof applicationSchema> => ({
  ...toApplication(seller, reading),
  ...firstApprovalOf(seller),
});

/** What other sellers have stated too. */
export const toFlags = (flags: readonly Flag[]) => ({ flags: flags.map(({ field, sellerIds }) => ({ field, sellerIds: [...sellerIds] })) });
