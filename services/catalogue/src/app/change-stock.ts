import { ok, reject, type Now, type Result } from '@wadah/kit';
import { asSeller, type Caller } from '../domain/access.ts';
import { listingNotFound } from '../domain/edit-listing.ts';
import { isLive, type Listing, type LiveListing } from '../domain/listing.ts';
import { mayPrepare } from '../domain/seller.ts';
import { decideAdjustStock, decideReprice, decideSetStock, type Stock, type StockEvent } from '../domain/stock.ts';
import type { Listings, Sellers, Stocks } from './ports.ts';

export type VariantOf = { readonly listingId: string; readonly variantId: string };

export type ChangeStock<Command> = (caller: Caller, variant: VariantOf, command: Command) => Promise<Result<Stock>>;

export type StockDeps = { readonly listings: Listings; readonly sellers: Sellers; readonly stocks: Stocks; readonly now: Now };

const variantNotFound = () => reject('not_found', 'variant-not-found', 'This listing has no such variant.');

const withVariant =
  (variantId: string) =>
  (listing: Listing): Result<LiveListing> => {
    if (!isLive(listing)) return listingNotFound();
    return listing.variants.some((variant) => variant.variantId === variantId) ? ok(listing) : variantNotFound();
  };

type Decide<Command> = (stock: Stock, command: Command & { readonly at: Date }) => Result<readonly StockEvent[]>;

/** Price and stock are the seller's at any time, whatever state the listing is in; the stock document alone is written. */
const change =
  <Command>({ listings, sellers, stocks, now }: StockDeps, decide: Decide<Command>): ChangeStock<Command> =>
  async (caller, { listingId, variantId }, command) => {
    const listing = asSeller(caller, withVariant(variantId))(await listings.load(listingId));
    if (!listing.ok) return listing;
    const seller = mayPrepare(await sellers.get(listing.value.sellerId));
    if (!seller.ok) return seller;
    return (await stocks.update(variantId, (stock) => decide(stock, { ...command, at: now() }))) ?? variantNotFound();
  };

export type SetStock = { readonly onHand: number };

export type AdjustStock = { readonly id: string; readonly by: number; readonly reason: string };

export type ChangePrice = { readonly priceRupiah: number };

export const setStock = (deps: StockDeps): ChangeStock<SetStock> => change<SetStock>(deps, decideSetStock);

export const adjustStock = (deps: StockDeps): ChangeStock<AdjustStock> => change<AdjustStock>(deps, decideAdjustStock);

export const changePrice = (deps: StockDeps): ChangeStock<ChangePrice> => change<ChangePrice>(deps, decideReprice);
