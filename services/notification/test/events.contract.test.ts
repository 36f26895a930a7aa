import type { EventDefinition } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { catalogueConsumers } from '../src/adapters/kafka/catalogue.consumers.ts';
import { identityConsumers } from '../src/adapters/kafka/identity.consumers.ts';
import { orderConsumers } from '../src/adapters/kafka/order.consumers.ts';
import { paymentConsumers } from '../src/adapters/kafka/payment.consumers.ts';
import { sellerConsumers } from '../src/adapters/kafka/seller.consumers.ts';
import { telling } from '../src/adapters/kafka/telling.ts';
import { titleOf } from '../src/domain/compose.ts';
import type { Message } from '../src/domain/message.ts';

const added: Message[] = [];
const tell = telling({ add: async (messages) => void added.push(...messages) });
const consumers = [identityConsumers, sellerConsumers, catalogueConsumers, orderConsumers, paymentConsumers].flatMap((each) => each(tell));
const handled = consumers.flatMap((consumer) => consumer.definitions.map((definition) => [definition.type, consumer, definition] as const));

/** What the consumer writes about one delivered event. */
const toldBy = async (consumer: Consumer, definition: EventDefinition, data: unknown): Promise<readonly Message[]> => {
  added.length = 0;
  await consumer.handle({
    id: 'event-1',
    type: definition.type,
    source: '/wadah/test',
    subject: 'subject-1',
    time: new Date('2026-11-24T08:00:00.000Z'),
    sequence: 1,
    correlationId: 'correlation-1',
    data: definition.data.parse(data),
  });
  return [...added];
};

test.each(handled)('the example of %s is told to somebody, with a title in both languages', async (_type, consumer, definition) => {
  const told = await toldBy(consumer, definition, definition.example);
  expect(told.length).toBeGreaterThan(0);
  for (const message of told) {
    expect(titleOf(message, 'id') + titleOf(message, 'en')).not.toMatch(/undefined|NaN/);
    expect(JSON.stringify(message)).not.toContain('undefined');
  }
});

test.each(handled)('%s with a field that was added later is told the same', async (_type, consumer, definition) => {
  const told = await toldBy(consumer, definition, definition.example);
  expect(await toldBy(consumer, definition, { ...(definition.example as object), addedLater: true })).toEqual(told);
});

test.each(handled)('%s delivered twice gives the same ids', async (_type, consumer, definition) => {
  const ids = (messages: readonly Message[]) => messages.map(({ messageId }) => messageId);
  const first = ids(await toldBy(consumer, definition, definition.example));
  expect(ids(await toldBy(consumer, definition, definition.example))).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
});

test.each(handled)('a broken %s is refused', (_type, _consumer, definition) => {
  expect(definition.data.safeParse({ ...(definition.example as object), orderId: 7, sellerId: 7, codeId: 7 }).success).toBe(false);
});
