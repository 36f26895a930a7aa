import type { Result } from '@wadah/kit';
import type { Cart, CartLine } from '../domain/cart.ts';
import type { Order } from '../domain/order.ts';
import type { OrderEvent } from '../domain/order-event.ts';
import type { Quote } from '../domain/quote.ts';
import type { Sellable, SellerProfile } from '../domain/sellable.ts';

export type Versioned = { readonly order: Order; readonly version: number };

export type Decide = (order: Order) => Result<readonly OrderEvent[]>;

/** Where a list went on from, and how long the page may be. */
export type PageRequest = { readonly limit: number; readonly after?: { readonly at: Date; readonly orderId: string } };

export type ContestedPosition = { readonly contestedAt: Date; readonly sellerOrderId: string };

export type ContestedFound = { readonly order: Order; readonly position: ContestedPosition };

export type Orders = {
  load(orderId: string): Promise<Versioned>;
  /** As this process wrote it last, where it remembers that; it may have been written elsewhere a moment ago. */
  lastWritten(orderId: string): Versioned | undefined;
  /** The present versions of many orders at once. */
  versions(orderIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /**
   * One conditional write. What another order has taken is a refusal here: `cart-taken`, `order-number-taken`, `tracking-number-used`.
   */
  update(
    orderId: string,
    decide: Decide,
    options?: { readonly expectedVersion?: number; readonly expectAbsent?: boolean },
  ): Promise<Result<Versioned>>;
  /** The order that holds the cart. */
  findTaking(cartId: string): Promise<Versioned | undefined>;
  findBySellerOrder(sellerOrderId: string): Promise<Versioned | undefined>;
  /** Which of these exist. */
  existing(orderIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** By the number that people read out. */
  byNumber(orderNumber: string): Promise<Versioned | undefined>;
  /** Contested seller orders of every seller, the oldest first. */
  contested(page: { readonly limit: number; readonly after?: ContestedPosition }): Promise<readonly ContestedFound[]>;
  ofBuyer(buyerId: string, page: PageRequest): Promise<readonly Versioned[]>;
  /** Newest first; those of the order that a page ended within are answered again, since it may go on there. */
  ofSeller(filter: { readonly sellerId: string; readonly status?: string }, page: PageRequest): Promise<readonly Versioned[]>;
};

export type StoredCart = Cart & { readonly quote?: Quote };

/** While the store is down every operation is refused with `carts-unavailable`, except the last three, which are best effort. */
export type Carts = {
  /** Undefined where nothing was ever put in, or it has run out. Never claims. */
  read(cartId: string, actorId: string | undefined): Promise<Result<StoredCart | undefined>>;
  /** The first quote or order with a token makes the cart its account's. */
  claim(cartId: string, actorId: string | undefined): Promise<Result<StoredCart>>;
  /** The cart that this account wrote to last, while it lives. */
  currentOf(actorId: string): Promise<Result<StoredCart | undefined>>;
  /** `cart-absent` unless it exists or `begin` is set. */
  putLine(cartId: string, line: CartLine, by: { readonly actorId: string | undefined; readonly begin: boolean }): Promise<Result<void>>;
  removeLine(cartId: string, variantId: string, actorId: string | undefined): Promise<Result<void>>;
  keepQuote(cartId: string, quote: Quote): Promise<Result<void>>;
  mark(cartId: string, orderId: string): Promise<void>;
  /** Removes the mark of that order and no other's. */
  giveBack(cartId: string, orderId: string): Promise<void>;
  drop(cartId: string): Promise<void>;
};

/** What order knows of listings and sellers by their events. */
export type Market = {
  variants(variantIds: readonly string[]): Promise<ReadonlyMap<string, Sellable>>;
  sellers(sellerIds: readonly string[]): Promise<ReadonlyMap<string, SellerProfile>>;
};

/** Who belongs to which seller, by identity's events. */
export type Members = { has(sellerId: string, accountId: string): Promise<boolean> };

export type UnpaidPlaceBook = {
  /** `isNew`: the order had no place before. */
  take(accountId: string, orderId: string, at: Date): Promise<Result<{ readonly isNew: boolean }>>;
  /** Frees it at once. */
  free(accountId: string, orderId: string): Promise<void>;
  /** An order that expired, or that its buyer cancelled, keeps its place for a while. */
  keep(accountId: string, orderId: string, endedAt: Date): Promise<void>;
  /** Frees it, and the account has paid once. */
  paid(accountId: string, orderId: string): Promise<void>;
};
