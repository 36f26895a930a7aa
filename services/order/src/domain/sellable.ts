import type { Rupiah } from '@wadah/kit';
import type { DeliveryMethod, ListingKind } from './seller-order.ts';

/** A variant as order's own projection knows it; catalogue decides at the reservation. */
export type Sellable = {
  readonly variantId: string;
  readonly listingId: string;
  readonly sellerId: string;
  readonly title: string;
  readonly variantName: string;
  readonly sku: string;
  readonly kind: ListingKind;
  readonly priceRupiah: Rupiah;
  readonly onSale: boolean;
  readonly weightGrams?: number;
  readonly serviceDate?: string;
};

export type DeliveryOffer = { readonly method: DeliveryMethod; readonly priceRupiah: Rupiah; readonly regencies?: readonly string[] };

export type SellerProfile = {
  readonly sellerId: string;
  readonly name: string;
  /** Verified and not suspended. */
  readonly isSelling: boolean;
  readonly deliveryOffers: readonly DeliveryOffer[];
};

export type DeliveryOption = { readonly method: DeliveryMethod; readonly priceRupiah: Rupiah };
