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
const toldBy = async (consumer: Consumer, definition: EventDefinition, data: unknown, id = 'event-1'): Promise<readonly Message[]> => {
  added.length = 0;
  await consumer.handle({
    id,
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

/** What is told in some states only, in one of them. */
const worthTelling: Readonly<Record<string, object>> = {
  'client.closed.v1': { organisationId: 'sel_1' },
  'payment.captured.v1': { late: true },
  'payment.failed.v1': { reason: 'amount_mismatch' },
};

const exampleOf = (definition: EventDefinition): object => ({ ...(definition.example as object), ...worthTelling[definition.type] });

test.each(handled)('the example of %s is told to somebody, with a title in both languages', async (_type, consumer, definition) => {
  const told = await toldBy(consumer, definition, exampleOf(definition));
  expect(told.length).toBeGreaterThan(0);
  for (const message of told) {
    expect(titleOf(message, 'id') + titleOf(message, 'en')).not.toMatch(/undefined|NaN/);
    expect(JSON.stringify(message)).not.toContain('undefined');
  }
});

test.each(handled)('%s with a field that was added later is told the same', async (_type, consumer, definition) => {
  const told = await toldBy(consumer, definition, exampleOf(definition));
  expect(await toldBy(consumer, definition, { ...exampleOf(definition), addedLater: true })).toEqual(told);
});

test.each(handled)('%s delivered twice gives the same ids', async (_type, consumer, definition) => {
  const ids = (messages: readonly Message[]) => messages.map(({ messageId }) => messageId);
  const first = ids(await toldBy(consumer, definition, exampleOf(definition)));
  expect(ids(await toldBy(consumer, definition, exampleOf(definition)))).toEqual(first);
  expect(new Set(first).size).toBe(first.length);
});

test.each(handled)('a broken %s is refused', (_type, _consumer, definition) => {
  expect(
    definition.data.safeParse({ ...(definition.example as object), orderId: 7, sellerId: 7, codeId: 7, accountId: 7, clientId: 7 }).success,
  ).toBe(false);
});

const told = (type: string, data: object) => {
  const found = handled.find(([each]) => each === type);
  if (found === undefined) throw new Error(`Nobody handles ${type}.`);
  const [, consumer, definition] = found;
  return toldBy(consumer, definition, { ...(definition.example as object), ...data });
};
const named = (messages: readonly Message[]) => messages.map(({ template, recipient }) => [template, recipient.kind]);

test.each<[string, string, object, readonly (readonly [string, string])[]]>([
  [
    'a receipt completes for both sides',
    'seller-order.completed.v1',
    { by: 'receipt' },
    [
      ['parcel_completed', 'account'],
      ['sale_completed', 'organisation'],
    ],
  ],
  [
    'a decision for the seller is told to both sides',
    'seller-order.completed.v1',
    { by: 'decision' },
    [
      ['contested_parcel_released', 'account'],
      ['contested_sale_released', 'organisation'],
    ],
  ],
  [
    'a decision for the buyer is told to both sides',
    'seller-order.cancelled.v1',
    { reason: 'decision' },
    [
      ['contested_parcel_refunded', 'account'],
      ['contested_sale_refunded', 'organisation'],
    ],
  ],
  [
    'silence of the seller is told to both sides',
    'seller-order.cancelled.v1',
    { reason: 'not_accepted' },
    [
      ['parcel_cancelled', 'account'],
      ['sale_cancelled', 'organisation'],
    ],
  ],
  [
    'a contested delivery is told to both sides',
    'seller-order.contested.v1',
    { reason: 'not_received' },
    [
      ['contested_parcel', 'account'],
      ['contested_sale', 'organisation'],
    ],
  ],
  ['money in time is told by the order alone', 'payment.captured.v1', { late: false }, []],
  ['a refused charge is told by the order alone', 'payment.failed.v1', { reason: 'provider_refused' }, []],
  ['a client of no seller is told to nobody', 'client.changed.v1', { organisationId: undefined }, []],
  [
    'a role in an agency is told to its holder alone',
    'membership.changed.v1',
    { organisationKind: 'agency' },
    [['account_membership', 'account']],
  ],
])('%s', async (_rule, type, data, expected) => expect(named(await told(type, data))).toEqual(expected));

test.each([
  ['seller.bank-account-changed.v1', 'store_bank_account', { role: 'seller_owner' }],
  ['client.changed.v1', 'store_client', { role: 'seller_owner' }],
  ['membership.changed.v1', 'store_member', { role: 'seller_owner', exceptAccountId: 'acc_0198c5a0-0000-7000-8000-000000000004' }],
  ['seller-order.decision-overdue.v1', 'contested_overdue', { organisationId: 'platform', role: 'operator' }],
])('%s is told to those alone who answer for it', async (type, template, recipient) => {
  const found = (await told(type, {})).find((message) => message.template === template);
  expect(found?.recipient).toMatchObject(recipient);
});

test('a reminder is an event of its own, so it makes a mail of its own', async () => {
  const [, consumer, definition] = handled.find(([type]) => type === 'refund.account-needed.v1') ?? [];
  if (consumer === undefined || definition === undefined) throw new Error('Nobody handles it.');
  const first = (await toldBy(consumer, definition, definition.example))[0]?.messageId;
  const second = (await toldBy(consumer, definition, definition.example, 'event-2'))[0]?.messageId;
  expect(second).not.toBe(first);
});
