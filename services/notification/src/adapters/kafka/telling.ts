import type { EventDefinition } from '@wadah/contracts';
import { consumer, type Consumer } from '@wadah/messaging';
import type { z } from 'zod';
import type { Messages } from '../../app/ports.ts';
import { newMessage, type Notice } from '../../domain/message.ts';

/** Writes what an event asks to be told; sending is the worker's. The ids follow from the event, so a second delivery adds nothing. */
export const telling =
  (messages: Pick<Messages, 'add'>) =>
  <Schema extends z.ZodType>(definition: EventDefinition<Schema>, noticesOf: (data: z.output<Schema>) => readonly Notice[]): Consumer =>
    consumer<EventDefinition<Schema>>(definition, async ({ id, time, data }) => {
      await messages.add(noticesOf(data).map((notice) => newMessage(id, notice, time)));
    });

export type Telling = ReturnType<typeof telling>;

export const toAccount = (accountId: string) => ({ recipient: { kind: 'account', accountId } }) as const;

/** Owners alone, of what an owner alone may do. */
export const toOwners = (organisationId: string, exceptAccountId?: string) =>
  ({
    recipient: {
      kind: 'organisation',
      organisationId,
      role: 'seller_owner',
      ...(exceptAccountId !== undefined && { exceptAccountId }),
    },
  }) as const;

/** Every operator of the platform. */
export const toOperators = () => ({ recipient: { kind: 'organisation', organisationId: 'platform', role: 'operator' } }) as const;

/** Owners and staff, each with a mail and a line in the feed. */
export const toMembers = (organisationId: string) => ({ recipient: { kind: 'organisation', organisationId } }) as const;
