import type { Route } from '@wadah/http';
import type { DecisionLog } from '@wadah/mongo';
import { decisionsRoute } from '@wadah/service';
import { applyAgain, applyToSell, type ApplyDeps } from '../../app/apply.ts';
import { changeBankAccount } from '../../app/change-bank-account.ts';
import { sellerCommands, type CommandDeps } from '../../app/decide-seller.ts';
import { discloseNumber, type DiscloseDeps } from '../../app/disclose-number.ts';
import type { Sellers } from '../../app/ports.ts';
import { readApplication, readPublicSeller, type SellerSearch } from '../../app/read-sellers.ts';
import { applyAgainRoute, readApplicationRoute } from './application.route.ts';
import { applyRoute } from './apply.route.ts';
import { discloseNumberRoute } from './disclosure.route.ts';
import { curationSellersRoute, reinstateSellerRoute, suspendSellerRoute, verifySellerRoute } from './curation.route.ts';
import { changeBankAccountRoute } from './bank-account.route.ts';
import { changeContactRoute, setDeliveryMethodsRoute } from './profile.route.ts';
import { listSellersRoute, readSellerRoute } from './public-sellers.route.ts';
import { sellerReviewRoute } from './review.internal-route.ts';

export type RouteDeps = ApplyDeps & CommandDeps & DiscloseDeps & { readonly search: SellerSearch };

export const sellerRoutes = (deps: RouteDeps): readonly Route[] => {
  const { sellers, search } = deps;
  const commands = sellerCommands(deps);
  const read = readApplication(sellers);
  return [
    applyRoute(applyToSell(deps)),
    listSellersRoute(search),
    readSellerRoute(readPublicSeller(sellers)),
    changeContactRoute(commands),
    readApplicationRoute(read, search),
    applyAgainRoute({ apply: applyAgain(deps), read, now: deps.now }),
    discloseNumberRoute(discloseNumber(deps)),
    changeBankAccountRoute(changeBankAccount(deps)),
    curationSellersRoute(search),
    verifySellerRoute(commands),
    suspendSellerRoute(commands),
    reinstateSellerRoute(commands),
    setDeliveryMethodsRoute(commands),
  ];
};

export const sellerInternalRoutes = (deps: {
  readonly sellers: Sellers;
  readonly decisions: Pick<DecisionLog, 'list'>;
}): readonly Route[] => [sellerReviewRoute(deps.sellers), decisionsRoute(deps.decisions)];
