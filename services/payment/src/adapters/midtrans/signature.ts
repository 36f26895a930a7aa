import { createHash, timingSafeEqual } from 'node:crypto';

export type SignedFields = {
  readonly order_id: string;
  readonly status_code: string;
  readonly gross_amount: string;
  readonly signature_key: string;
};

const sha512 = (text: string): Buffer => createHash('sha512').update(text).digest();

/** SHA512(order_id + status_code + gross_amount + key) in hex, compared in constant time. */
export const isSigned = (fields: SignedFields, signingKey: string): boolean => {
  const expected = sha512(`${fields.order_id}${fields.status_code}${fields.gross_amount}${signingKey}`);
  const given = Buffer.from(fields.signature_key, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
};
