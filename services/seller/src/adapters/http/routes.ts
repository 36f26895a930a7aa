import type { Route } from '@wadah/http';
import { applyAgain, applyToSell, type ApplyDeps } from '../../app/apply.ts';
import { sellerCommands } from '../../app/decide-seller.ts';
import type { Members } from '../../app/ports.ts';
import { readApplication, readPublicSeller, type SellerSearch } from '../../app/read-sellers.ts';
import { applyAgainRoute, readApplicationRoute } from './application.route.ts';
import { applyRoute } from './apply.route.ts';
import { curationSellersRoute, reinstateSellerRoute, suspendSellerRoute, verifySellerRoute } from './curation.route.ts';
import { changeContactRoute, setDeliveryMethodsRoute } from './profile.route.ts';
import { listSellersRoute, readSellerRoute } from './public-sellers.route.ts';
import { sellerReviewRoute } from './review.internal-route.ts';

export type RouteDeps = ApplyDeps & { readonly search: SellerSearch; readonly members: Members };

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
    applyAgainRoute(applyAgain(deps), read),
    curationSellersRoute(search),
    verifySellerRoute(commands),
    suspendSellerRoute(commands),
    reinstateSellerRoute(commands),
    setDeliveryMethodsRoute(commands),
  ];
};

export const sellerInternalRoutes = ({ sellers }: Pick<RouteDeps, 'sellers'>): readonly Route[] => [sellerReviewRoute(sellers)];
