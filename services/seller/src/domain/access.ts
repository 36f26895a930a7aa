import { reject, type Result } from '@wadah/kit';
import { ownCase, sellerNotFound } from './refusals.ts';
import { statementOf, type LiveSeller, type Seller } from './seller.ts';

/** Who asks, reduced to what the rules here need. */
export type Caller = {
  readonly id: string;
  /** `owner` and `staff` of this very seller; `client` is its program with the fitting scope. */
  roleIn(sellerId: string): 'owner' | 'staff' | 'none';
  curates(agencyId: string): boolean;
  readonly platform: 'operator' | 'auditor' | 'none';
};

/** The founder is one before the membership stands in any token. */
export const isParty = (caller: Caller, { sellerId, founderId }: LiveSeller): boolean =>
  caller.id === founderId || caller.roleIn(sellerId) !== 'none';

const tooSmall = () => reject('forbidden', 'forbidden', 'Your role in this organisation does not allow this.');

/** The agency that is applied to, and the one that approved the seller before. */
const agenciesOf = (seller: LiveSeller): readonly string[] => [seller.application.statement.agencyId, statementOf(seller).agencyId];

type Decide<T> = (seller: LiveSeller) => Result<T>;

/** Owners and staff; to everyone else the seller answers like one that does not exist. */
export const asMember =
  <T>(caller: Caller, decide: Decide<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent' || caller.roleIn(seller.sellerId) === 'none') return sellerNotFound();
    return decide(seller);
  };

export const asOwner =
  <T>(caller: Caller, decide: Decide<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent' || caller.roleIn(seller.sellerId) === 'none') return sellerNotFound();
    return caller.roleIn(seller.sellerId) === 'owner' ? decide(seller) : tooSmall();
  };

/** The curator of the agency that the application names; never about one's own shop. */
export const asCurator =
  <T>(caller: Caller, decide: Decide<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent' || !caller.curates(seller.application.statement.agencyId)) return sellerNotFound();
    return isParty(caller, seller) ? ownCase() : decide(seller);
  };

/** Who opens a sealed number: a curator of the seller's agency, or of the one applied to while it decides; never a party. */
export const asDiscloser =
  <T>(caller: Caller, decide: Decide<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent') return sellerNotFound();
    const deciding = seller.application.status === 'open' && caller.curates(seller.application.statement.agencyId);
    if (!deciding && !caller.curates(statementOf(seller).agencyId)) return sellerNotFound();
    return isParty(caller, seller) ? ownCase() : decide(seller);
  };

/** A curator of the seller's agency, which an application to another one does not change until it is approved; or an operator. */
export const asAuthority =
  <T>(caller: Caller, decide: (seller: LiveSeller, by: 'curator' | 'operator') => Result<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent') return sellerNotFound();
    const by = caller.platform === 'operator' ? 'operator' : 'curator';
    if (by === 'curator' && !caller.curates(statementOf(seller).agencyId)) return sellerNotFound();
    return isParty(caller, seller) ? ownCase() : decide(seller, by);
  };

/** Owner, the curators of its agency and of the one applied to, operators and auditors read an application. */
export const asReader =
  <T>(caller: Caller, decide: Decide<T>) =>
  (seller: Seller): Result<T> => {
    if (seller.status === 'absent') return sellerNotFound();
    if (caller.platform !== 'none' || agenciesOf(seller).some((agencyId) => caller.curates(agencyId))) return decide(seller);
    return asOwner(caller, decide)(seller);
  };
