import { listOf, listQuery, pageOf, pageView, route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { Message } from '../../domain/message.ts';
import type { Feed } from '../mongo/message.store.ts';
import { notificationSchema, toNotificationView } from './notification.view.ts';

const positionOf = ({ createdAt, messageId }: Message) => [createdAt.getTime(), messageId] as const;

export const listNotificationsRoute = (feed: Pick<Feed, 'list'>) =>
  route({
    operation: 'listNotifications',
    method: 'get',
    path: '/v1/notifications',
    summary: 'What happened, newest first',
    tags: ['notifications'],
    auth: 'signed_in',
    query: z.object(listQuery),
    responses: { 200: listOf(notificationSchema) },
    handle: async ({ actor, query, position }) => {
      const [at, id] = position ?? [];
      const after = typeof at === 'number' && typeof id === 'string' ? { at, id } : undefined;
      const found = await feed.list(actor.id, { limit: query.limit, ...(after !== undefined && { after }) });
      return ok(pageOf(found, query.limit, positionOf));
    },
    view: (page, request) => pageView(page, request, toNotificationView(request.locale)),
  });
