import { createHash } from 'node:crypto';

const sha512Hex = (text: string): string => createHash('sha512').update(text).digest('hex');

export type SignedFields = { readonly orderId: string; readonly statusCode: string; readonly grossAmount: string };

/** Midtrans: SHA512(order_id + status_code + gross_amount + key), with gross_amount exactly as it stands in the body. */
export const signatureKey = (fields: SignedFields, signingKey: string): string =>
  sha512Hex(fields.orderId + fields.statusCode + fields.grossAmount + signingKey);

/** Iris: SHA512(raw body + merchant key), sent in the header `Iris-Signature`. */
export const irisSignature = (body: string, merchantKey: string): string => sha512Hex(body + merchantKey);
