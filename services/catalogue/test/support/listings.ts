import { eventually } from '@wadah/testing';
import type { World } from './start.ts';

let number = 0;
const next = (): number => (number += 1);

export const newAgency = async (world: World): Promise<string> => {
  const made = await world.call('POST /v1/agencies', { token: world.operator, body: { code: `dinas-${next()}`, name: 'Dinas Pertanian' } });
  return made.body.agencyId;
};

export const newCategory = async (world: World, agencyId: string, more: object = {}): Promise<string> => {
  const body = { code: `kategori-${next()}`, agencyId, name: { id: 'Gula aren', en: 'Palm sugar' }, kinds: ['goods'], ...more };
  const made = await world.call('POST /v1/categories', { token: world.operator, body });
  return made.body.categoryId;
};

export const goodsVariant = (more: object = {}) => ({
  sku: `SKU-${next()}`,
  name: '1 kg',
  priceRupiah: 35_000,
  stock: 10,
  weightGrams: 1_000,
  ...more,
});

export const draftBody = (sellerId: string, categoryId: string, more: object = {}) => ({
  sellerId,
  kind: 'goods',
  categoryId,
  title: 'Gula aren cetak Cijaku',
  description: 'Gula aren murni dari nira pilihan.',
  variants: [goodsVariant()],
  ...more,
});

/** A draft of a seller that the service knows by now. */
export const draft = async (world: World, sellerId: string, body: object): Promise<any> =>
  eventually(`the seller ${sellerId} is known`, async () => {
    const made = await world.call('POST /v1/listings', { token: world.staff(sellerId), body });
    if (made.status !== 201 && made.body.code !== 'organisation-unknown') throw new Error(JSON.stringify(made.body));
    return made.status === 201 ? made.body : undefined;
  });

export const review = async (world: World, listingId: string, agencyId: string, body: object = { decision: 'approve', note: '' }) => {
  const token = world.curator(agencyId);
  const read = await world.call(`GET /v1/curation/listings/${listingId}`, { token });
  return world.call(`POST /v1/listings/${listingId}/review`, { token, body, ifMatch: read.headers.get('etag') ?? '"0"' });
};

export type Shop = { readonly sellerId: string; readonly agencyId: string; readonly categoryId: string };

export const newShop = async (world: World): Promise<Shop> => {
  const agencyId = await newAgency(world);
  return { agencyId, categoryId: await newCategory(world, agencyId), sellerId: await world.verifiedSeller() };
};

/** A published listing whose stock is on sale. */
export const publish = async (world: World, shop: Shop, more: object = {}): Promise<any> => {
  const made = await draft(world, shop.sellerId, draftBody(shop.sellerId, shop.categoryId, more));
  await world.call(`POST /v1/listings/${made.listingId}/submission`, { token: world.staff(shop.sellerId) });
  const reviewed = await review(world, made.listingId, shop.agencyId);
  if (reviewed.status !== 200) throw new Error(JSON.stringify(reviewed.body));
  await onSale(
    world,
    made.variants.map(({ variantId }: { variantId: string }) => variantId),
  );
  return reviewed.body;
};

export const stockOf = async (world: World, variantId: string): Promise<any> =>
  world.service.chassis.mongo.collection<any>('stocks').findOne({ _id: variantId });

export const onSale = async (world: World, variantIds: readonly string[]): Promise<void> => {
  for (const variantId of variantIds) {
    await eventually(`${variantId} is on sale`, async () => {
      const stock = await stockOf(world, variantId);
      return stock?.onSale === true && stock.sellerOnSale === true;
    });
  }
};
