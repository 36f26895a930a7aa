import type { Result } from '@wadah/kit';
import type { Agency, AgencyEvent } from '../domain/agency.ts';
import type { Category, CategoryData, CategoryEvent } from '../domain/category.ts';
import type { Opening } from '../domain/listing-content.ts';
import type { Listing, ListingEvent } from '../domain/listing.ts';
import type { Line, Reservation, ReservationEvent } from '../domain/reservation.ts';
import type { Seller } from '../domain/seller.ts';
import type { Stock, StockEvent } from '../domain/stock.ts';

type Decide<S, E> = (state: S) => Result<readonly E[]>;

export type Versioned<S> = { readonly state: S; readonly version: number };

export type UpdateOptions = { readonly expectedVersion?: number; readonly expectAbsent?: boolean };

export type Agencies = {
  load(agencyId: string): Promise<Agency>;
  /** Refuses with `agency-code-taken`. */
  updateVersioned(agencyId: string, decide: Decide<Agency, AgencyEvent>, options?: UpdateOptions): Promise<Result<Versioned<Agency>>>;
};

export type Categories = {
  load(categoryId: string): Promise<Category>;
  /** Refuses with `category-code-taken`. */
  updateVersioned(
    categoryId: string,
    decide: Decide<Category, CategoryEvent>,
    options?: UpdateOptions,
  ): Promise<Result<Versioned<Category>>>;
  /** Ids of the categories that these agencies curate now. */
  ofAgencies(agencyIds: readonly string[]): Promise<readonly string[]>;
};

/** All categories by id, at most seconds old. */
export type CategoryTree = { read(): Promise<ReadonlyMap<string, CategoryData>>; forget(): void };

export type Listings = {
  load(listingId: string): Promise<Listing>;
  loadVersioned(listingId: string): Promise<Versioned<Listing>>;
  /** Refuses with `sku-taken` where another listing of the seller has the sku. */
  updateVersioned(listingId: string, decide: Decide<Listing, ListingEvent>, options?: UpdateOptions): Promise<Result<Versioned<Listing>>>;
};

/** Who belongs to a seller by now, projected from identity's events; never older than a token, often newer. */
export type Members = { has(sellerId: string, accountId: string): Promise<boolean> };

export type Sellers = {
  get(sellerId: string): Promise<Seller | undefined>;
  /** The sellers among these that may not sell now, unknown ones included. */
  notSelling(sellerIds: readonly string[]): Promise<ReadonlySet<string>>;
};

export type SeenReservation = Versioned<Reservation> & { readonly sequence: number };

type ReservationOptions = UpdateOptions & { readonly from?: SeenReservation };

export type Reservations = {
  load(reservationId: string): Promise<Reservation>;
  loadVersioned(reservationId: string): Promise<SeenReservation>;
  /** As this process wrote it last, where it remembers that; it may have been written elsewhere a moment ago. */
  lastWritten(reservationId: string): SeenReservation | undefined;
  loadMany(reservationIds: readonly string[]): Promise<ReadonlyMap<string, Reservation>>;
  update(reservationId: string, decide: Decide<Reservation, ReservationEvent>, options?: ReservationOptions): Promise<Result<Reservation>>;
  updateVersioned(
    reservationId: string,
    decide: Decide<Reservation, ReservationEvent>,
    options?: ReservationOptions,
  ): Promise<Result<SeenReservation>>;
};

export type NewStock = Opening & { readonly listingId: string; readonly sellerId: string };

/** One line of one order. */
export type Hold = Pick<Line, 'variantId' | 'quantity'> & { readonly orderId: string };

/** A mark that has done its service: `held.<orderId>: 0`, or `restocks.<sellerOrderId>`. */
export type Mark = { readonly variantId: string; readonly of: 'sold' | 'restocked'; readonly id: string };

export type Stocks = {
  /** Inserts only: a stock document that is there stays as it is. */
  open(stocks: readonly NewStock[]): Promise<void>;
  load(variantId: string): Promise<Stock | undefined>;
  loadMany(variantIds: readonly string[]): Promise<ReadonlyMap<string, Stock>>;
  /** Takes the quantity and records the hold in one update, if the line can be had at its price and is not held yet. */
  take(line: Line, orderId: string): Promise<boolean>;
  /** Finds nothing where the hold is gone, or its goods are sold. */
  giveBack(hold: Hold): Promise<void>;
  /** Held becomes sold and leaves a zero; false where no such hold stands. */
  sell(hold: Hold): Promise<boolean>;
  /** Load, decide and save under `_id` and `version`, again until it wins; undefined where there is no such variant. */
  update(
    variantId: string,
    decide: (stock: Stock) => Result<readonly StockEvent[]> | Promise<Result<readonly StockEvent[]>>,
  ): Promise<Result<Stock> | undefined>;
  /** Follows the listing: these variants are on sale, its others are not. Only by a higher sequence. */
  switchListing(listingId: string, change: { readonly onSale: readonly string[]; readonly sequence: number }): Promise<void>;
  /** Follows the seller. Only by a higher sequence. */
  switchSeller(
    where: { readonly sellerId: string; readonly listingId?: string },
    change: { readonly onSale: boolean; readonly sequence: number },
  ): Promise<void>;
  /** Unsets marks, many in one bulk write; one that has changed its meaning since stays. */
  clear(marks: readonly Mark[]): Promise<void>;
};

/** Collects marks and clears them in bulk a moment later; what a crash loses, the reconciliation finds. */
export type Marks = { add(marks: readonly Mark[]): void };
