import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type DeliveryMethod = { readonly method: string; readonly priceRupiah: number; readonly regencies?: readonly string[] };

export type SellerData = {
  readonly key: string;
  readonly account: { readonly email: string; readonly name: string };
  readonly application: Readonly<Record<string, unknown>> & { readonly name: string; readonly regency: string; readonly agency: string };
  readonly level: string;
  readonly deliveryMethods: readonly DeliveryMethod[];
};

export type VariantData = {
  readonly sku: string;
  readonly name: string;
  readonly priceRupiah: number;
  readonly stock: number;
  readonly weightGrams?: number;
  readonly daysAhead?: number;
};

export type ListingData = {
  readonly seller: string;
  readonly kind: string;
  readonly category: string;
  readonly title: string;
  readonly description: string;
  readonly variants: readonly VariantData[];
};

export type CategoryData = {
  readonly code: string;
  readonly agency: string;
  readonly parent?: string;
  readonly name: unknown;
  readonly kinds: readonly string[];
};

export type AgencyData = {
  readonly code: string;
  readonly name: string;
  readonly curator: { readonly email: string; readonly name: string };
};

export type BuyerData = {
  readonly key: string;
  readonly account: { readonly email: string; readonly name: string };
  readonly shippingAddress: ShippingAddress;
};

export type ShippingAddress = Readonly<Record<'recipient' | 'phone' | 'street' | 'district' | 'regency' | 'postalCode', string>>;

export type Banten = {
  readonly agencies: readonly AgencyData[];
  readonly categories: readonly CategoryData[];
  readonly sellers: readonly SellerData[];
  readonly listings: readonly ListingData[];
  readonly buyers: readonly BuyerData[];
};

export const readBanten = (root: string): Banten => {
  const read = <T>(name: string): T => JSON.parse(readFileSync(join(root, 'data', 'banten', `${name}.json`), 'utf8')) as T;
  return {
    agencies: read('agencies'),
    categories: read('categories'),
    sellers: read('sellers'),
    listings: read('listings'),
    buyers: read('buyers'),
  };
};
