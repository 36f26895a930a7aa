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

/** Seals a personal number before the domain sees it; `field` is bound to the text. */
export type Vault = { seal(field: 'nik' | 'npwp' | 'bankAccount', plain: string): SealedNumber };

/** Which agencies exist, projected from catalogue's events. */
export type Agencies = { has(agencyId: string): Promise<boolean> };
