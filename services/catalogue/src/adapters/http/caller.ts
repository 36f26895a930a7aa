import { actsFor, belongsTo, memberOf, type Actor } from '@wadah/http';
import type { Caller } from '../../domain/access.ts';

type SellerScope = 'listings:write' | 'stock:write';

/** A seller's own client acts as its staff on routes that name its scope; nobody acts by the union of their roles. */
export const callerOf = (actor: Actor, scope?: SellerScope): Caller => ({
  id: actor.kind === 'stranger' ? '' : actor.id,
  standingAt: (sellerId) => {
    const by = { roles: ['seller_owner', 'seller_staff'] as const, ...(scope === undefined ? {} : { scope }) };
    if (actsFor(actor, sellerId, by)) return 'acts';
    return belongsTo(actor, sellerId) ? 'belongs' : 'stranger';
  },
  curates: (agencyId) => {
    if (memberOf(actor, agencyId, ['curator'])) return 'acts';
    return belongsTo(actor, agencyId) ? 'belongs' : 'stranger';
  },
});

export const sellerAuth = { scope: 'listings:write', or: 'signed_in' } as const;

export const stockAuth = { scope: 'stock:write', or: 'signed_in' } as const;
