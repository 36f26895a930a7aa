import type { Now, Result } from '@wadah/kit';
import { asAuthority, asCurator, asMember, type Caller } from '../domain/access.ts';
import { decideChangeContact, decideSetDeliveryMethods } from '../domain/change-profile.ts';
import type { DeliveryMethod } from '../domain/delivery-methods.ts';
import type { Review, Seller, SellerEvent } from '../domain/seller.ts';
import { decideReinstate, decideSuspend } from '../domain/suspend.ts';
import { decideVerify } from '../domain/verify.ts';
import type { Members, Sellers, Versioned } from './ports.ts';

/** A command on one seller. `ifMatch` is the version that the caller has read. */
type Command<T> = (caller: Caller, command: { readonly sellerId: string; readonly ifMatch?: number } & T) => Promise<Result<Versioned>>;

export type SellerCommands = {
  readonly verify: Command<Pick<Review, 'decision' | 'level' | 'reasons' | 'note'>>;
  readonly suspend: Command<{ readonly reason: string }>;
  readonly reinstate: Command<{ readonly reason: string }>;
  readonly changeContact: Command<{ readonly story?: string; readonly phone?: string }>;
  readonly setDeliveryMethods: Command<{ readonly methods: readonly DeliveryMethod[] }>;
};

export type CommandDeps = {
  readonly sellers: Sellers;
  readonly members: Members;
  /** How long nothing is paid out to a new account. */
  readonly holdSeconds: number;
  readonly now: Now;
};

/** Who decides is asked of the projection too: a membership of a minute ago stands in no token yet. */
export const knownCaller = async (members: Members, caller: Caller, sellerId: string): Promise<Caller> =>
  caller.roleIn(sellerId) === 'none' && (await members.has(sellerId, caller.id)) ? { ...caller, roleIn: () => 'staff' } : caller;

export const sellerCommands = ({ sellers, members, holdSeconds, now }: CommandDeps): SellerCommands => {
  const update = (sellerId: string, ifMatch: number | undefined, decide: (seller: Seller) => Result<readonly SellerEvent[]>) =>
    sellers.updateVersioned(sellerId, decide, ifMatch === undefined ? {} : { expectedVersion: ifMatch });
  return {
    verify: async (caller, { sellerId, ifMatch, ...review }) => {
      const known = await knownCaller(members, caller, sellerId);
      const decide = asCurator(known, (seller) => decideVerify(seller, { ...review, curatorId: caller.id, at: now() }, { holdSeconds }));
      return update(sellerId, ifMatch, decide);
    },
    suspend: async (caller, { sellerId, ifMatch, reason }) => {
      const known = await knownCaller(members, caller, sellerId);
      const decide = asAuthority(known, (seller, by) => decideSuspend(seller, { by, actorId: caller.id, reason, at: now() }));
      return update(sellerId, ifMatch, decide);
    },
    reinstate: async (caller, { sellerId, ifMatch, reason }) => {
      const known = await knownCaller(members, caller, sellerId);
      const decide = asAuthority(known, (seller, by) => decideReinstate(seller, { by, actorId: caller.id, reason, at: now() }));
      return update(sellerId, ifMatch, decide);
    },
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
