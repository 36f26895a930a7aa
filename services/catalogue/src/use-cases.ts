import type { Now } from '@wadah/kit';
import type { Logger } from '@wadah/messaging';
import type { Mongo } from '@wadah/mongo';
import { sellerMembers } from '@wadah/service';
import type { CatalogueUseCases } from './adapters/http/routes.ts';
import { directory } from './adapters/mongo/directory.ts';
import { listingLists } from './adapters/mongo/listing.lists.ts';
import { searchIndex } from './adapters/mongo/search.index.ts';
import { showcase } from './adapters/mongo/showcase.ts';
import { adjustStock, changePrice, setStock } from './app/change-stock.ts';
import { createListing } from './app/create-listing.ts';
import { changeAgency, changeCategory, createAgency, createCategory } from './app/curate-categories.ts';
import { editListing } from './app/edit-listing.ts';
import { deleteListing, submitListing, withdrawListing } from './app/move-listing.ts';
import {
  answering,
  listForCuration,
  listOwnListings,
  readForCuration,
  readOwnListing,
  readPublished,
  readReview,
} from './app/read-listings.ts';
import { reviewListing } from './app/review-listing.ts';
import { searchListings } from './app/search-listings.ts';
import { showListing, type ShowListing } from './app/show-listing.ts';
import type { Stores } from './stores.ts';

type UseCaseParts = { readonly mongo: Mongo; readonly now: Now; readonly logger: Logger };

/** A decision that stands is not to look failed because the shop window lags; the listing's own event brings it there too. */
const atBest =
  (show: ShowListing, logger: Logger): ShowListing =>
  (listingId) =>
    show(listingId).catch((error: unknown) => logger.warn({ err: error, listingId }, 'The card follows with the event.'));

/** What the routes call, each over the stores it needs. */
export const useCases = (stores: Stores, { mongo, now, logger }: UseCaseParts): CatalogueUseCases => {
  const { agencies, categories, listings, stocks } = stores;
  const show = atBest(showListing({ ...stores, categories: categories.tree }), logger);
  const deps = { ...stores, members: sellerMembers(stores.memberRows), show, now };
  const index = searchIndex({ mongo, now });
  stores.cards.onWritten(index.forget);
  const reads = { listings, stocks, categories, lists: listingLists(listings) };
  return {
    createAgency: createAgency(agencies, now),
    changeAgency: changeAgency(agencies, now),
    createCategory: createCategory(deps),
    changeCategory: changeCategory(deps),
    listAgencies: directory(agencies),
    listCategories: directory(categories),
    createListing: answering(stocks, createListing(deps)),
    editListing: answering(stocks, editListing(deps)),
    deleteListing: deleteListing(deps),
    submitListing: answering(stocks, submitListing(deps)),
    withdrawListing: answering(stocks, withdrawListing(deps)),
    reviewListing: answering(stocks, reviewListing(deps)),
    changePrice: changePrice(deps),
    setStock: setStock(deps),
    adjustStock: adjustStock(deps),
    listOwnListings: listOwnListings(reads),
    readOwnListing: readOwnListing(reads),
    listForCuration: listForCuration(reads),
    readForCuration: readForCuration(reads),
    searchListings: searchListings(index, categories.tree),
    readPublished: readPublished(showcase(mongo)),
    readReview: readReview(listings),
  };
};
