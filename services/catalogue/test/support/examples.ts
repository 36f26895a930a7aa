import type { Category } from '../../src/domain/category.ts';
import type { Caller } from '../../src/domain/access.ts';
import type { ListingContent, LiveListing, Review } from '../../src/domain/listing.ts';
import type { Stock } from '../../src/domain/stock.ts';

export const at = new Date('2026-11-24T08:00:00Z');

export const content: ListingContent = {
  kind: 'goods',
  categoryId: 'cat_1',
  agencyId: 'agy_1',
  title: 'Gula aren cetak',
  description: 'Gula aren murni.',
  variants: [
    { variantId: 'var_1', sku: 'GULA-1KG', name: '1 kg', priceRupiah: 35_000, weightGrams: 1_000 },
    { variantId: 'var_2', sku: 'GULA-500G', name: '500 g', priceRupiah: 19_000, weightGrams: 520 },
  ],
};

export const listingIn = (status: LiveListing['status'], more: Partial<LiveListing> = {}): LiveListing => ({
  ...content,
  status,
  listingId: 'lst_1',
  sellerId: 'sel_1',
  createdAt: at,
  ...more,
});

export const deleted = { status: 'deleted', listingId: 'lst_1', sellerId: 'sel_1' } as const;

export const absent = { status: 'absent' } as const;

export const names = { listingId: 'lst_1', sellerId: 'sel_1', agencyId: 'agy_1' };

export const approval: Review = { decision: 'approve', reasons: [], note: '', curatorId: 'acc_9', at };

export const refusal = (code: string) => ({ ok: false, rejection: expect.objectContaining({ code }) });

export const stockWith = (more: Partial<Stock> = {}): Stock => ({
  variantId: 'var_1',
  listingId: 'lst_1',
  sellerId: 'sel_1',
  version: 3,
  available: 5,
  held: {},
  sold: 0,
  priceRupiah: 35_000,
  onSale: true,
  sellerOnSale: true,
  restocks: {},
  adjustments: {},
  ...more,
});

export const category: Category = {
  status: 'open',
  categoryId: 'cat_1',
  code: 'gula-aren',
  agencyId: 'agy_1',
  name: { id: 'Gula aren', en: 'Palm sugar' },
  kinds: ['goods'],
  path: ['cat_0', 'cat_1'],
};

export const callerWith = (standing: Partial<Record<'seller' | 'agency', 'acts' | 'belongs'>> = {}): Caller => ({
  id: 'acc_1',
  standingAt: () => standing.seller ?? 'stranger',
  curates: () => standing.agency ?? 'stranger',
});
