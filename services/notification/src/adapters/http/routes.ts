import type { Route } from '@wadah/http';
import type { Feed } from '../mongo/message.store.ts';
import { listNotificationsRoute } from './list-notifications.route.ts';
import { readNotificationRoute } from './read-notification.route.ts';

export const notificationRoutes = (feed: Feed): readonly Route[] => [listNotificationsRoute(feed), readNotificationRoute(feed)];
