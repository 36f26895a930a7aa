import { actsFor, belongsTo, hasRole, memberOf, type ClientActor, type UserActor } from '@wadah/http';
import type { OrderReader } from '../../app/read-order.ts';
import type { SellerAccess, SellerOrderReader } from '../../app/seller-order-access.ts';

const SELLER_ROLES = ['seller_owner', 'seller_staff'] as const;

export const readsAll = (actor: UserActor | ClientActor): boolean => hasRole(actor, 'operator', 'auditor');

export const orderReader = (actor: UserActor): OrderReader => ({ accountId: actor.id, readsAll: readsAll(actor) });

export const sellerAccess =
  (actor: UserActor | ClientActor, scope: 'seller-orders:read' | 'seller-orders:write'): SellerAccess =>
  (sellerId) => {
    if (actsFor(actor, sellerId, { roles: SELLER_ROLES, scope })) return 'acts';
    return belongsTo(actor, sellerId) ? 'belongs' : 'none';
  };

export const sellerOrderReader = (actor: UserActor | ClientActor): SellerOrderReader => ({
  access: sellerAccess(actor, 'seller-orders:read'),
  accountId: actor.kind === 'user' ? actor.id : undefined,
  readsAll: readsAll(actor),
});

/** In whatever role: who has anything to do with a seller decides nothing about it. */
export const belongsToSeller =
  (actor: UserActor) =>
  (sellerId: string): boolean =>
    belongsTo(actor, sellerId);

export const sellsFor =
  (actor: UserActor) =>
  (sellerId: string): boolean =>
    memberOf(actor, sellerId, SELLER_ROLES);
