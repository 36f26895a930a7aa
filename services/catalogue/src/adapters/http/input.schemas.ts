import { z } from 'zod';
import { quantityMax } from '../../domain/stock.ts';

export const idSchema = z
  .string()
  .min(3)
  .max(80)
  .regex(/^[A-Za-z0-9_-]+$/);

export const regencySchema = z
  .string()
  .length(5)
  .regex(/^\d{2}\.\d{2}$/);

export const codeSchema = z
  .string()
  .min(2)
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case words joined by hyphens.');

/** Stands in the subjects of mails and in lists, so it is one line of printable characters. */
const lineSchema = (min: number) =>
  z.string().trim().min(min).max(150).regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'Expected one line of printable characters.'); // prettier-ignore

export const nameSchema = lineSchema(1);

export const titleSchema = lineSchema(3);

export const descriptionSchema = z.string().trim().min(1).max(5_000);

export const priceSchema = z.int().min(1).max(10_000_000_000);

export const stockSchema = z.int().min(0).max(quantityMax);

const variantFields = {
  sku: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'Letters, digits, dots, hyphens, underscores and slashes.'),
  name: nameSchema,
  weightGrams: z.int().min(1).max(1_000_000).optional(),
  serviceDate: z.iso.date().optional(),
};

export const newVariantSchema = z.strictObject({ ...variantFields, priceRupiah: priceSchema, stock: stockSchema });

/** In an edit the list of variants is replaced as a whole; one that is there is named by its id or its sku. */
export const editedVariantSchema = z.strictObject({
  ...variantFields,
  variantId: idSchema.optional(),
  priceRupiah: priceSchema.optional(),
  stock: stockSchema.optional(),
});

export const variantsMax = 100;

/** Optional fields that were not sent are absent, and not there as undefined. */
export const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
