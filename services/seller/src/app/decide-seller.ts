import type { Now, Result } from '@wadah/kit';
import { asAuthority, asCurator, asMember, type Caller } from '../domain/access.ts';
import { decideChangeContact, decideSetDeliveryMethods } from '../domain/change-profile.ts';
import type { DeliveryMethod } from '../domain/delivery-methods.ts';
import type { Review, Seller, SellerEvent } from '../domain/seller.ts';
import { decideReinstate, decideSuspend } from '../domain/suspend.ts';
import { decideVerify } from '../domain/verify.ts';
import type { Sellers, Versioned } from './ports.ts';

/** A command on one seller. `ifMatch` is the version that the caller has read. */
type Command<T> = (caller: Caller, command: { readonly sellerId: string; readonly ifMatch?: number } & T) => Promise<Result<Versioned>>;

export type SellerCommands = {
  readonly verify: Command<Pick<Review, 'decision' | 'level' | 'reasons' | 'note'>>;
  readonly suspend: Command<{ readonly reason: string }>;
  readonly reinstate: Command<{ readonly reason: string }>;
  readonly changeContact: Command<{ readonly story?: string; readonly phone?: string }>;
  readonly setDeliveryMethods: Command<{ readonly methods: readonly DeliveryMethod[] }>;
};

export const sellerCommands = ({ sellers, now }: { readonly sellers: Sellers; readonly now: Now }): SellerCommands => {
  const update = (sellerId: string, ifMatch: number | undefined, decide: (seller: Seller) => Result<readonly SellerEvent[]>) =>
    sellers.updateVersioned(sellerId, decide, ifMatch === undefined ? {} : { expectedVersion: ifMatch });
  return {
    verify: (caller, { sellerId, ifMatch, ...review }) =>
      update(
        sellerId,
        ifMatch,
        asCurator(caller, (seller) => decideVerify(seller, { ...review, curatorId: caller.id, at: now() })),
      ),
    suspend: (caller, { sellerId, ifMatch, reason }) =>
      update(
        sellerId,
        ifMatch,
        asAuthority(caller, (seller, by) => decideSuspend(seller, { by, actorId: caller.id, reason, at: now() })),
      ),
    reinstate: (caller, { sellerId, ifMatch }) =>
      update(
        sellerId,
        ifMatch,
        asAuthority(caller, (seller, by) => decideReinstate(seller, { by, at: now() })),
      ),
    changeContact: (caller, { sellerId, ifMatch, ...change }) =>
      update(
        sellerId,
        ifMatch,
        asMember(caller, (seller) => decideChangeContact(seller, { ...change, at: now() })),
      ),
    setDeliveryMethods: (caller, { sellerId, ifMatch, methods }) =>
      update(
        sellerId,
        ifMatch,
        asMember(caller, (seller) => decideSetDeliveryMethods(seller, { methods, at: now() })),
      ),
  };
};
