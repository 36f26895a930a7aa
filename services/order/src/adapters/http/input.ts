import { z } from 'zod';
import { paymentMethodRows } from '../../domain/payment-methods.data.ts';

export const idText = z.string().min(1).max(80);

export const regencyCode = z
  .string()
  .max(5)
  .regex(/^\d{2}\.\d{2}$/, 'Expected a dotted code, as 36.73.');

/** Printed on labels and in mails, so it is one line of printable characters. */
const lineOfText = (max: number) =>
  z.string().trim().min(1).max(max).regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected one line of printable characters.'); // prettier-ignore

/** Words of a person to operators; several lines, no control characters besides. */
export const noteText = z.string().trim().min(1).max(1_000).regex(/^[^\p{C}]*(?:[\r\n\t][^\p{C}]*)*$/u, 'Expected printable text.'); // prettier-ignore

/** As on the receipt: WDH-20261124-7K3F9Q. */
export const orderNumberText = z.string().max(19).regex(/^WDH-\d{8}-[2-9A-HJ-NP-Z]{6}$/, 'Expected an order number, as WDH-20261124-7K3F9Q.'); // prettier-ignore

export const shippingAddressSchema = z.strictObject({
  recipient: lineOfText(100),
  phone: z.string().max(16).regex(/^\+?\d{8,15}$/, 'Expected 8 to 15 digits.'),
  street: lineOfText(200),
  district: lineOfText(100),
  regency: regencyCode,
  postalCode: z.string().max(5).regex(/^\d{5}$/, 'Expected 5 digits.'),
}); // prettier-ignore

export const deliveryMethodSchema = z.enum(['courier', 'own_delivery', 'pick_up', 'on_site']);

/** At most 20 sellers, each with goods and with something on site. */
export const deliveriesSchema = z.array(z.strictObject({ sellerId: idText, method: deliveryMethodSchema })).max(40);

export const paymentMethodSchema = z.enum(paymentMethodRows.map(({ method }) => method));
