import { ok, type Result } from '@wadah/kit';
import { asReader, type Caller } from '../domain/access.ts';
import { sellerNotFound } from '../domain/refusals.ts';
import type { LiveSeller, SellerStatus } from '../domain/seller.ts';
import type { Sellers } from './ports.ts';

export type VersionedSeller = { readonly seller: LiveSeller; readonly version: number };

/** A number that other sellers have given too: no refusal, but something a curator must see. */
export type Flag = { readonly field: 'nik' | 'bankAccount'; readonly sellerIds: readonly string[] };

export type Window<After = string> = { readonly limit: number; readonly after?: After };

/** Where a page of a queue ended. */
export type QueuePosition = { readonly appliedAt: Date; readonly sellerId: string };

export type SellerSearch = {
  readonly inRegency: (regency: string | undefined, window: Window) => Promise<readonly LiveSeller[]>;
  /** Without a status what waits for these agencies, with one what belongs to them; longest first. */
  readonly inQueue: (
    filter: { readonly agencyIds: readonly string[]; readonly status: SellerStatus | undefined },
    window: Window<QueuePosition>,
  ) => Promise<readonly LiveSeller[]>;
  readonly flagsOf: (seller: LiveSeller) => Promise<readonly Flag[]>;
};

export const readApplication =
  (sellers: Sellers) =>
  async (caller: Caller, sellerId: string): Promise<Result<VersionedSeller>> => {
    const { state, version } = await sellers.loadVersioned(sellerId);
    return asReader(caller, (seller) => ok({ seller, version }))(state);
  };

/** What everybody may read: sellers that may sell. A suspended one answers like one that does not exist. */
export const readPublicSeller =
  (sellers: Sellers) =>
  async (sellerId: string): Promise<Result<VersionedSeller>> => {
    const { state, version } = await sellers.loadVersioned(sellerId);
    return state.status === 'verified' ? ok({ seller: state, version }) : sellerNotFound();
  };
