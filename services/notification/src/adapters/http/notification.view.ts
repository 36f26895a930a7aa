import { z } from 'zod';
import { titleOf } from '../../domain/compose.ts';
import type { Locale } from '../../domain/format.ts';
import type { Message } from '../../domain/message.ts';

export const notificationSchema = z.object({
  notificationId: z.string(),
  /** What happened, as `order_paid`; new kinds are added, so a reader shows `title` for one it does not know. */
  kind: z.string(),
  title: z.string(),
  /** Ids of what it is about. */
  about: z.object({
    orderId: z.string().optional(),
    orderNumber: z.string().optional(),
    sellerOrderId: z.string().optional(),
    sellerId: z.string().optional(),
    listingId: z.string().optional(),
    refundId: z.string().optional(),
    clientId: z.string().optional(),
    organisationId: z.string().optional(),
  }),
  createdAt: z.string(),
  readAt: z.string().nullable(),
});

const aboutKeys = ['orderId', 'orderNumber', 'sellerOrderId', 'sellerId', 'listingId', 'refundId', 'clientId', 'organisationId'] as const;

const aboutOf = (facts: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(aboutKeys.flatMap((key) => (key in facts ? [[key, facts[key]]] : [])));

export const toNotificationView =
  (locale: Locale) =>
  (message: Message): object => ({
    notificationId: message.messageId,
    kind: message.template,
    title: titleOf(message, locale),
    about: aboutOf(message.facts),
    createdAt: message.createdAt.toISOString(),
    readAt: message.readAt?.toISOString() ?? null,
  });
