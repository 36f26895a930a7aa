import type { Route } from '@wadah/http';
import type { DecisionLog } from '@wadah/mongo';
import { decisionsRoute } from '@wadah/service';
import type { ChangePrice, ChangeStock, AdjustStock, SetStock } from '../../app/change-stock.ts';
import type { CreateListing } from '../../app/create-listing.ts';
import type {
  ChangeAgencyUseCase,
  ChangeCategoryUseCase,
  CreateAgencyUseCase,
  CreateCategoryUseCase,
} from '../../app/curate-categories.ts';
import type { ReadDirectory } from '../../app/directory.ts';
import type { EditListing } from '../../app/edit-listing.ts';
import type { MoveListing } from '../../app/move-listing.ts';
import type {
  AnswerMoved,
  AnswerRecord,
  ListForCuration,
  ListOwnListings,
  ReadListing,
  ReadOwnListing,
  ReadPublished,
  ReadReview,
} from '../../app/read-listings.ts';
import type { ReviewListing } from '../../app/review-listing.ts';
import type { SearchListings } from '../../app/search-listings.ts';
import type { Agency } from '../../domain/agency.ts';
import type { Category } from '../../domain/category.ts';
import { adjustStockRoute } from './adjust-stock.route.ts';
import { changeAgencyRoute } from './change-agency.route.ts';
import { changeCategoryRoute } from './change-category.route.ts';
import { changePriceRoute } from './change-price.route.ts';
import { createAgencyRoute } from './create-agency.route.ts';
import { createCategoryRoute } from './create-category.route.ts';
import { createListingRoute } from './create-listing.route.ts';
import { deleteListingRoute } from './delete-listing.route.ts';
import { editListingRoute } from './edit-listing.route.ts';
import { getCurationListingRoute } from './get-curation-listing.route.ts';
import { getListingReviewRoute } from './get-listing-review.route.ts';
import { getListingRoute } from './get-listing.route.ts';
import { getSellerListingRoute } from './get-seller-listing.route.ts';
import { listAgenciesRoute } from './list-agencies.route.ts';
import { listCategoriesRoute } from './list-categories.route.ts';
import { listCurationListingsRoute } from './list-curation-listings.route.ts';
import { listRegionsRoute } from './list-regions.route.ts';
import { listSellerListingsRoute } from './list-seller-listings.route.ts';
import { reviewListingRoute } from './review-listing.route.ts';
import { searchListingsRoute } from './search-listings.route.ts';
import { setStockRoute } from './set-stock.route.ts';
import { submitListingRoute } from './submit-listing.route.ts';
import { withdrawListingRoute } from './withdraw-listing.route.ts';

export type CatalogueUseCases = {
  readonly createAgency: CreateAgencyUseCase;
  readonly changeAgency: ChangeAgencyUseCase;
  readonly createCategory: CreateCategoryUseCase;
  readonly changeCategory: ChangeCategoryUseCase;
  readonly listAgencies: ReadDirectory<Agency>;
  readonly listCategories: ReadDirectory<Category>;
  readonly createListing: AnswerRecord<CreateListing>;
  readonly editListing: AnswerRecord<EditListing>;
  readonly deleteListing: MoveListing;
  readonly submitListing: AnswerMoved;
  readonly withdrawListing: AnswerMoved;
  readonly reviewListing: AnswerRecord<ReviewListing>;
  readonly changePrice: ChangeStock<ChangePrice>;
  readonly setStock: ChangeStock<SetStock>;
  readonly adjustStock: ChangeStock<AdjustStock>;
  readonly listOwnListings: ListOwnListings;
  readonly readOwnListing: ReadOwnListing;
  readonly listForCuration: ListForCuration;
  readonly readForCuration: ReadListing;
  readonly searchListings: SearchListings;
  readonly readPublished: ReadPublished;
  readonly readReview: ReadReview;
};

export const catalogueRoutes = (uses: CatalogueUseCases): readonly Route[] => [
  createAgencyRoute(uses.createAgency),
  changeAgencyRoute(uses.changeAgency),
  listAgenciesRoute(uses.listAgencies),
  createCategoryRoute(uses.createCategory),
  changeCategoryRoute(uses.changeCategory),
  listCategoriesRoute(uses.listCategories),
  listRegionsRoute(),
  createListingRoute(uses.createListing),
  editListingRoute(uses.editListing),
  deleteListingRoute(uses.deleteListing),
  submitListingRoute(uses.submitListing),
  withdrawListingRoute(uses.withdrawListing),
  changePriceRoute(uses.changePrice),
  setStockRoute(uses.setStock),
  adjustStockRoute(uses.adjustStock),
  listSellerListingsRoute(uses.listOwnListings),
  getSellerListingRoute(uses.readOwnListing),
  listCurationListingsRoute(uses.listForCuration),
  getCurationListingRoute(uses.readForCuration),
  reviewListingRoute(uses.reviewListing),
  searchListingsRoute(uses.searchListings),
  getListingRoute(uses.readPublished),
];

export const catalogueInternalRoutes = (
  uses: Pick<CatalogueUseCases, 'readReview'>,
  decisions: Pick<DecisionLog, 'list'>,
): readonly Route[] => [getListingReviewRoute(uses.readReview), decisionsRoute(decisions)];

const unwired = new Proxy({} as CatalogueUseCases, {
  get: (_uses, name) => () => {
    throw new Error(`${String(name)} is described here and wired nowhere.`);
  },
});

/** The public routes without anything behind them, for the API document. */
export const describedRoutes = (): readonly Route[] => catalogueRoutes(unwired);
