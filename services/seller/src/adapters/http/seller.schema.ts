import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);

/** Stands in the titles of mails and lists, so it is one line of printable characters. */
const named = (max: number) => text(max).regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected one line of printable characters.');

export const sellerId = z.string().max(64);
/** The four kabupaten and four kota of Banten. */
export const regency = z
  .string()
  .max(5)
  .regex(/^36\.(0[1-4]|7[1-4])$/, 'Expected a regency of Banten, as 36.73.');
export const phone = z
  .string()
  .regex(/^\+62\d{8,13}$/, 'Expected a number as +6281234567890.')
  .max(16);

const dayOfNik = (nik: string): boolean => {
  const day = Number(nik.slice(6, 8));
  const month = Number(nik.slice(8, 10));
  // Women's days of birth are counted from 41 (Dukcapil).
  return month >= 1 && month <= 12 && ((day >= 1 && day <= 31) || (day >= 41 && day <= 71));
};

/** NIK: 16 digits, of which 7 to 12 are a day of birth. */
const nik = z
  .string()
  .max(16)
  .regex(/^\d{16}$/, 'A NIK has 16 digits.')
  .refine(dayOfNik, 'Digits 7 to 12 of a NIK are a day of birth.');

const nib = z
  .string()
  .max(13)
  .regex(/^\d{13}$/, 'A NIB has 13 digits.');

/** NPWP: 15 digits in the old form, 16 in the new one. */
const npwp = z
  .string()
  .max(16)
  .regex(/^\d{15,16}$/, 'An NPWP has 15 or 16 digits.');

const banks = ['bank_banten', 'bca', 'mandiri', 'bni', 'bri', 'bsi', 'btn', 'permata', 'cimb', 'bjb', 'danamon'] as const;

export const bankAccount = z.strictObject({
  bank: z.enum(banks),
  number: z
    .string()
    .max(20)
    .regex(/^\d{6,20}$/, 'An account number has 6 to 20 digits.'),
  holder: named(120),
});

export const applicationBody = z.strictObject({
  name: named(120),
  regency,
  agencyId: z.string().max(64),
  owner: z.strictObject({ name: named(120), nik }),
  phone,
  nib: nib.optional(),
  npwp: npwp.optional(),
  bankAccount: bankAccount.optional(),
  story: text(2_000).optional(),
});

export const reasons = z.array(z.strictObject({ field: text(60), reason: text(500) })).max(20);

/** Why somebody decides or looks. */
export const typedReason = text(2_000);

export const deliveryMethod = z.strictObject({
  method: z.enum(['courier', 'own_delivery', 'pick_up', 'on_site']),
  priceRupiah: z.int().min(0).max(100_000_000),
  regencies: z.array(regency).min(1).max(20).optional(),
});

const status = z.enum(['applied', 'verified', 'returned', 'rejected', 'suspended']);
const level = z.enum(['L0', 'L1', 'L2', 'L3']);

export const statusSchema = status;

/** The code in the reader’s language. */
const said = z.string().optional();

export const summarySchema = z.object({ sellerId, status, statusText: said, level });

export const publicSellerSchema = z.object({
  sellerId,
  name: z.string(),
  story: z.string().optional(),
  regency,
  agencyId: z.string(),
  level,
  deliveryMethods: z.array(deliveryMethod),
});

const reviewSchema = z.object({
  decision: z.enum(['approve', 'return', 'reject']),
  decisionText: said,
  reasons,
  note: z.string(),
  decidedAt: z.iso.datetime(),
});

const maskedAccount = z.object({ bank: z.string(), number: z.string(), holder: z.string() });

export const changedAccountSchema = z.object({ sellerId, bankAccount: maskedAccount, transfersHeldUntil: z.iso.datetime().optional() });

const sanctionBy = z.enum(['curator', 'operator']);

export const applicationSchema = z.object({
  sellerId,
  status,
  statusText: said,
  level,
  applicationStatus: z.enum(['open', 'approved', 'returned', 'rejected']),
  applicationStatusText: said,
  appliedAt: z.iso.datetime(),
  name: z.string(),
  regency,
  agencyId: z.string(),
  owner: z.object({ name: z.string(), nik: z.string() }),
  phone: z.string(),
  nib: z.string().optional(),
  npwp: z.string().optional(),
  bankAccount: maskedAccount.optional(),
  transfersHeldUntil: z.iso.datetime().optional(),
  story: z.string().optional(),
  review: reviewSchema.optional(),
  firstApproval: z.object({ level, note: z.string(), approvedAt: z.iso.datetime() }).optional(),
  suspension: z.object({ by: sanctionBy, byText: said, reason: z.string(), suspendedAt: z.iso.datetime() }).optional(),
  reinstatement: z.object({ by: sanctionBy, byText: said, reason: z.string(), reinstatedAt: z.iso.datetime() }).optional(),
  flags: z.array(z.object({ field: z.enum(['nik', 'bankAccount']), sellerIds: z.array(z.string()) })).optional(),
});

export const reviewAnswerSchema = z.object({ name: z.string(), decision: z.string(), reasons, note: z.string() });
