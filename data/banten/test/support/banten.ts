import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const text = z.string().min(1).max(2000);
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const regencyCode = z.string().regex(/^36\.\d{2}$/);
const kind = z.enum(['goods', 'tour', 'service']);
const phone = z.string().regex(/^\+628\d{8,11}$/);
const priceRupiah = z.int().positive();
const mailOf = (role: string): z.ZodString => z.string().regex(new RegExp(`^${role}-[a-z0-9-]+@wadah\\.test$`));
const accountOf = (role: string) => z.strictObject({ email: mailOf(role), name: text });

const region = z.strictObject({ code: regencyCode, name: text, kind: z.enum(['kabupaten', 'kota']), seat: text });
const agency = z.strictObject({ code, name: text, curator: accountOf('curator') });
const category = z.strictObject({
  code,
  agency: code,
  parent: code.optional(),
  name: z.strictObject({ id: text, en: text }),
  kinds: z.array(kind).min(1),
});

const bankCodes = ['bca', 'mandiri', 'bni', 'bri', 'bsi', 'btn', 'permata', 'cimb', 'bjb', 'bank_banten', 'danamon'] as const;
const application = z.strictObject({
  name: text,
  regency: regencyCode,
  agency: code,
  owner: z.strictObject({ name: text, nik: z.string().regex(/^36\d{14}$/) }),
  phone,
  nib: z
    .string()
    .regex(/^\d{13}$/)
    .optional(),
  npwp: z
    .string()
    .regex(/^\d{16}$/)
    .optional(),
  bankAccount: z.strictObject({ bank: z.enum(bankCodes), number: z.string().regex(/^\d{6,20}$/), holder: text }),
  story: text,
});
const deliveryMethod = z.strictObject({
  method: z.enum(['courier', 'own_delivery', 'pick_up', 'on_site']),
  priceRupiah: z.int().nonnegative(),
  regencies: z.array(regencyCode).min(1).optional(),
});
const seller = z.strictObject({
  key: z.string().regex(/^seller-\d{2}$/),
  account: accountOf('seller'),
  application,
  level: z.enum(['L1', 'L2', 'L3']),
  deliveryMethods: z.array(deliveryMethod).min(1),
});

const variant = {
  sku: z.string().regex(/^[A-Z0-9]+(-[A-Z0-9]+)+$/),
  name: text,
  priceRupiah,
  stock: z.int().positive().max(5000),
};
const listing = {
  seller: z.string().regex(/^seller-\d{2}$/),
  category: code,
  title: text.max(100),
  description: text,
};
const goodsVariant = z.strictObject({ ...variant, weightGrams: z.int().min(50).max(25_000) });
const tourVariant = z.strictObject({ ...variant, daysAhead: z.int().min(7).max(90) });
const anyListing = z.discriminatedUnion('kind', [
  z.strictObject({ ...listing, kind: z.literal('goods'), variants: z.array(goodsVariant).min(1) }),
  z.strictObject({ ...listing, kind: z.literal('tour'), variants: z.array(tourVariant).min(2).max(4) }),
  z.strictObject({ ...listing, kind: z.literal('service'), variants: z.array(z.strictObject(variant)).min(1) }),
]);

const shippingAddress = z.strictObject({
  recipient: text,
  phone,
  street: text,
  district: text,
  regency: regencyCode,
  postalCode: z.string().regex(/^(15|42)\d{3}$/),
});
const buyer = z.strictObject({ key: z.string().regex(/^buyer-\d{2}$/), account: accountOf('buyer'), shippingAddress });

function readRows<Row extends z.ZodType>(file: string, row: Row): z.infer<Row>[] {
  const path = join(__dirname, '..', '..', file);
  return z.array(row).parse(JSON.parse(readFileSync(path, 'utf8')));
}

export type Listing = z.infer<typeof anyListing>;
export type Seller = z.infer<typeof seller>;

export const readRegions = () => readRows('regions.json', region);
export const readAgencies = () => readRows('agencies.json', agency);
export const readCategories = () => readRows('categories.json', category);
export const readSellers = () => readRows('sellers.json', seller);
export const readListings = () => readRows('listings.json', anyListing);
export const readBuyers = () => readRows('buyers.json', buyer);
