import type { z } from 'zod';
import type { Flag } from '../../app/read-sellers.ts';
import { statementOf, type LiveSeller } from '../../domain/seller.ts';
import type { applicationSchema, publicSellerSchema, summarySchema } from './seller.schema.ts';

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

const suspensionOf = ({ suspension }: LiveSeller) =>
  suspension === undefined
    ? {}
    : { suspension: { by: suspension.by, reason: suspension.reason, suspendedAt: suspension.at.toISOString() } };

/** Personal numbers are always masked here; who decided is kept, and shown to nobody. */
export const toApplication = (seller: LiveSeller, flags?: readonly Flag[]): z.input<typeof applicationSchema> => {
  const { owner, npwp, bankAccount, ...statement } = seller.application.statement;
  return {
    ...toSummary(seller),
    applicationStatus: seller.application.status,
    appliedAt: seller.application.at.toISOString(),
    ...statement,
    owner: { name: owner.name, nik: owner.nik.masked },
    ...(npwp === undefined ? {} : { npwp: npwp.masked }),
    ...(bankAccount === undefined ? {} : { bankAccount: { ...bankAccount, number: bankAccount.number.masked } }),
    ...reviewOf(seller),
    ...suspensionOf(seller),
    ...(flags === undefined ? {} : { flags: flags.map(({ field, sellerIds }) => ({ field, sellerIds: [...sellerIds] })) }),
  };
};
