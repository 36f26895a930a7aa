import { route } from '@wadah/http';
import { z } from 'zod';
import type { Feed } from '../mongo/message.store.ts';
import { notificationSchema, toNotificationView } from './notification.view.ts';

export const readNotificationRoute = (feed: Pick<Feed, 'markRead'>) =>
  route({
    operation: 'readNotification',
    method: 'put',
    path: '/v1/notifications/{notificationId}/read',
    summary: 'Marks one as read; again changes nothing',
    tags: ['notifications'],
    auth: 'signed_in',
    params: z.object({ notificationId: z.string().max(64) }),
    responses: { 200: notificationSchema },
    problems: ['notification-not-found'],
    handle: ({ actor, params }) => feed.markRead(actor.id, params.notificationId),
    view: (message, { locale }) => toNotificationView(locale)(message),
  });
