import { DemoFailure, type Api } from './api.ts';

type Found = { readonly items: readonly { readonly listingId: string; readonly title: string }[] };
type Detail = { readonly variants: readonly { readonly variantId: string; readonly sku: string; readonly available: number }[] };

export type Wish = { readonly query: string; readonly sku: string; readonly sellerId: string; readonly quantity: number };

/** Finds what a buyer looks for by words, as a storefront would, and answers with the variant's id. */
export const findVariant = async (api: Api, wish: Wish): Promise<string> => {
  const path = `/v1/listings?query=${encodeURIComponent(wish.query)}&sellerId=${wish.sellerId}`;
  const found = await api.call<Found>(`GET ${path}`);
  for (const { listingId } of found.body.items) {
    const listing = await api.call<Detail>(`GET /v1/listings/${listingId}`);
    const variant = listing.body.variants.find((candidate) => candidate.sku === wish.sku);
    if (variant !== undefined) return variant.variantId;
  }
  throw new DemoFailure(`"${wish.query}" finds no variant ${wish.sku} of ${wish.sellerId}.`);
};

/** A new cart with one line for each wish. */
export const fillCart = async (api: Api, token: string, wishes: readonly Wish[]): Promise<string> => {
  const { body } = await api.call<{ cartId: string }>('POST /v1/carts', { token });
  for (const wish of wishes) {
    const variantId = await findVariant(api, wish);
    await api.call(`PUT /v1/carts/${body.cartId}/lines/${variantId}`, { token, body: { quantity: wish.quantity } });
  }
  return body.cartId;
};
