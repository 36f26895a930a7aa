import type { Result } from '@wadah/kit';
import type { NumberField } from '../domain/reseal.ts';
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

export type NumberPlace = { readonly sellerId: string; readonly field: NumberField };

/** Seals a personal number before the domain sees it; it opens in this seller's field and in no other. */
export type Vault = {
  seal(plain: string, place: NumberPlace): SealedNumber;
  open(number: SealedNumber, place: NumberPlace): string;
  /** The same number where it is sealed with the present key already. */
  reseal(number: SealedNumber, place: NumberPlace): SealedNumber;
};

/** What a curator or operator looked at unmasked, and why. */
export type Disclosure = {
  readonly sellerId: string;
  readonly field: NumberField;
  readonly actorId: string;
  readonly reason: string;
  readonly at: Date;
};

/** Kept before the number is answered, and never changed. */
export type Disclosures = { record(disclosure: Disclosure): Promise<void> };

/** Which agencies exist, projected from catalogue's events. */
export type Agencies = { has(agencyId: string): Promise<boolean> };

/** Who belongs to a seller by now, projected from identity's events; never older than a token, often newer. */
export type Members = { has(sellerId: string, accountId: string): Promise<boolean> };
