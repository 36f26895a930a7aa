import type { Route } from '@wadah/http';
import type { PreferenceStore, UnsubscribeCodes } from '../../app/ports.ts';
import { replacePreferences } from '../../app/replace-preferences.ts';
import { unsubscribe } from '../../app/unsubscribe.ts';
import type { Feed } from '../mongo/message.store.ts';
import { listNotificationsRoute } from './list-notifications.route.ts';
import { readNotificationRoute } from './read-notification.route.ts';
import { readPreferencesRoute } from './read-preferences.route.ts';
import { replacePreferencesRoute } from './replace-preferences.route.ts';
import { unsubscribeByOneClickRoute, unsubscribeRoute } from './unsubscribe.route.ts';

export type RouteParts = { readonly feed: Feed; readonly preferences: PreferenceStore; readonly unsubscribeCodes: UnsubscribeCodes };

export const notificationRoutes = ({ feed, preferences, unsubscribeCodes }: RouteParts): readonly Route[] => {
  const unsubscribing = unsubscribe({ preferences, unsubscribeCodes });
  return [
    listNotificationsRoute(feed),
    readNotificationRoute(feed),
    readPreferencesRoute(preferences),
    replacePreferencesRoute(replacePreferences(preferences)),
    unsubscribeRoute(unsubscribing),
    unsubscribeByOneClickRoute(unsubscribing),
  ];
};
