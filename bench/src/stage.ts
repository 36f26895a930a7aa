import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buyerTokens, signIn } from './buyers.ts';
import { BenchFailure, clientAt, type Client } from './client.ts';
import type { Admin } from './bulk/admin.ts';
import type { Environment } from './environment.ts';

type Found = { readonly items: readonly { readonly listingId: string; readonly sellerId: string }[] };
type Detail = { readonly variants: readonly { readonly variantId: string; readonly sku: string }[] };

export type Ware = { readonly listingId: string; readonly sellerId: string; readonly variantId: string };

/** Two wares of two sellers with more stock than a run can buy, and buyers who are signed in. */
export type Stage = {
  readonly api: Client;
  readonly sandbox: Client;
  readonly wares: readonly [Ware, Ware];
  readonly address: unknown;
  buyers(count: number): Promise<readonly string[]>;
  /** What can be found at the moment, the wares first. */
  listingIds(): Promise<readonly string[]>;
};

/** More than the fastest run buys, and below the greatest stock that a variant may have. */
const ON_HAND = 500_000;

const findWare = async (api: Client, query: string, sku: string): Promise<Ware> => {
  const found = await api.call<Found>(`GET /v1/listings?query=${encodeURIComponent(query)}`);
  for (const { listingId, sellerId } of found.body.items) {
    const { body } = await api.call<Detail>(`GET /v1/listings/${listingId}`);
    const variant = body.variants.find((candidate) => candidate.sku === sku);
    if (variant !== undefined) return { listingId, sellerId, variantId: variant.variantId };
  }
  throw new BenchFailure(`"${query}" finds no variant ${sku}.`);
};

const stocked = async (api: Client, wanted: { readonly query: string; readonly sku: string; readonly seller: string }): Promise<Ware> => {
  const ware = await findWare(api, wanted.query, wanted.sku);
  const token = await signIn(api, `${wanted.seller}@wadah.test`);
  if (token === undefined) throw new BenchFailure(`${wanted.seller} of the seed cannot sign in.`);
  const path = `/v1/listings/${ware.listingId}/variants/${ware.variantId}/stock`;
  await api.call(`PUT ${path}`, { token, body: { onHand: ON_HAND } });
  return ware;
};

const firstAddress = (root: string): unknown => {
  const buyers = JSON.parse(readFileSync(join(root, 'data/banten/buyers.json'), 'utf8')) as readonly {
    readonly shippingAddress: unknown;
  }[];
  return buyers[0]?.shippingAddress;
};

export const setStage = async ({ stack }: Environment, admin: Admin): Promise<Stage> => {
  const api = clientAt(stack.gatewayUrl);
  const mail = clientAt(stack.mailUrl);
  const wares = [
    await stocked(api, { query: 'gula semut', sku: 'GULA-SEMUT-500G', seller: 'seller-01' }),
    await stocked(api, { query: 'sate bandeng', sku: 'SATE-BANDENG-ORI', seller: 'seller-08' }),
  ] as const;
  return {
    api,
    sandbox: clientAt(stack.sandboxUrl),
    address: firstAddress(stack.root),
    wares,
    buyers: (count) => buyerTokens(api, mail, count),
    listingIds: async () => {
      const found = await admin
        .rows('catalogue', 'cards')
        .find({ live: true }, { projection: { _id: 1 } })
        .sort({ _id: 1 })
        .toArray();
      return [...new Set([...wares.map(({ listingId }) => listingId), ...found.map(({ _id }) => _id)])];
    },
  };
};
