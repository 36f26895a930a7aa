import type { Result } from '@wadah/kit';
import type { Seller, SellerEvent, SealedNumber } from '../domain/seller.ts';

export type Versioned = { readonly state: Seller; readonly version: number };

export type Sellers = {
  loadVersioned(sellerId: string): Promise<Versioned>;
  updateVersioned(
    sellerId: string,
    decide: (seller: Seller) => Result<readonly SellerEvent[]>,
    options?: { readonly expectedVersion?: number; readonly expectAbsent?: boolean },
  ): Promise<Result<Versioned>>;
};

/** Seals a personal number before the domain sees it; it opens in this seller's field and in no other. */
export type Vault = {
  seal(plain: string, place: { readonly sellerId: string; readonly field: 'nik' | 'npwp' | 'bankAccount' }): SealedNumber;
};

/** Which agencies exist, projected from catalogue's events. */
export type Agencies = { has(agencyId: string): Promise<boolean> };

/** Who belongs to a seller by now, projected from identity's events; never older than a token, often newer. */
export type Members = { has(sellerId: string, accountId: string): Promise<boolean> };
