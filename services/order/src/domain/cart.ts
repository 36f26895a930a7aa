/** A line as it lies in the cart; the price is the one seen when it was put there, to tell the buyer what has changed. */
export type CartLine = {
  readonly variantId: string;
  readonly sellerId: string;
  readonly quantity: number;
  readonly seenPriceRupiah: number;
};

export type Cart = {
  readonly cartId: string;
  readonly lines: readonly CartLine[];
  /** The account that claimed it by a first write, quote or order with a token. */
  readonly ownerId?: string;
  /** The order that took it, while that order lives. */
  readonly orderId?: string;
};

export const CART_LINES_MAX = 50;
export const CART_SELLERS_MAX = 20;
export const CART_QUANTITY_MAX = 10_000;
