import type { Route } from '@wadah/http';
import type { PeopleUseCases } from '../../people-use-cases.ts';
import { changeProfileRoute } from './change-profile.route.ts';
import { confirmSessionRoute } from './confirm-session.route.ts';
import { askEmailRoute, changeEmailRoute, restoreEmailRoute } from './emails.routes.ts';
import { askResetRoute, changePasswordRoute, resetPasswordRoute } from './passwords.routes.ts';

/** What people do with their own account. */
export const peopleRoutes = (use: PeopleUseCases): readonly Route[] => [
  changeProfileRoute(use.changeProfile),
  confirmSessionRoute(use.confirmSession),
  changePasswordRoute(use.changePassword),
  askEmailRoute(use.askEmail),
  changeEmailRoute(use.changeEmail),
  restoreEmailRoute(use.restoreEmail),
  askResetRoute(use.askReset),
  resetPasswordRoute(use.resetPassword),
];
