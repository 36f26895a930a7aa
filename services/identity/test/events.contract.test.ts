import {
  agencyCreatedV1,
  sellerAppliedV1,
  sellerReinstatedV1,
  sellerSuspendedV1,
  sellerVerifiedV1,
  type EventDefinition,
} from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import { agencyCreatedConsumer } from '../src/adapters/kafka/agency-created.consumer.ts';
import { sellerAppliedConsumer, sellerStandingConsumers } from '../src/adapters/kafka/seller.consumer.ts';
import { memoryStore } from '@wadah/testing';
import { evolveOrganisation, noOrganisation, type Organisation, type OrganisationEvent } from '../src/domain/organisation.ts';
import { at } from './support/states.ts';

const organisations = () => ({
  ...memoryStore<Organisation, OrganisationEvent>({ initial: noOrganisation, evolve: evolveOrganisation }),
  membershipsOf: async () => [],
});

const standings = () => {
  const rows = new Map<string, boolean>();
  return { rows, take: async (sellerId: string, _event: object, verified: boolean) => void rows.set(sellerId, verified) };
};

/** As the dispatcher hands it over: parsed, with a field that a later version added. */
const deliver = (consumers: readonly Consumer[], definition: EventDefinition, subject: string) => {
  const data = definition.data.parse({ ...(definition.example as object), addedLater: true });
  const event = { id: 'e', type: definition.type, source: '/wadah/x', subject, time: at, sequence: 1, correlationId: 'c', data };
  return Promise.all(consumers.filter(({ definitions }) => definitions.includes(definition)).map((consumer) => consumer.handle(event)));
};

test('the example of seller.applied founds a seller with its owner', async () => {
  const found = organisations();
  const { sellerId, founderAccountId } = sellerAppliedV1.example;
  await deliver([sellerAppliedConsumer(found)], sellerAppliedV1, sellerId);
  expect(found.current(sellerId)).toMatchObject({ kind: 'seller', members: { [founderAccountId]: 'seller_owner' } });
});

test('the example of agency.created makes an agency known', async () => {
  const found = organisations();
  const { agencyId } = agencyCreatedV1.example;
  await deliver([agencyCreatedConsumer(found)], agencyCreatedV1, agencyId);
  expect(found.current(agencyId)).toEqual({ status: 'known', organisationId: agencyId, kind: 'agency', members: {} });
});

test.each<[EventDefinition, boolean]>([
  [sellerVerifiedV1, true],
  [sellerReinstatedV1, true],
  [sellerSuspendedV1, false],
])('the example of $type tells a seller’s standing', async (definition, verified) => {
  const found = standings();
  const { sellerId } = definition.example as { sellerId: string };
  await deliver(sellerStandingConsumers(found), definition, sellerId);
  expect(found.rows.get(sellerId)).toBe(verified);
});

test('a broken body is refused before it reaches a consumer', () => {
  expect(sellerAppliedV1.data.safeParse({ sellerId: 'sel_1' }).success).toBe(false);
  expect(agencyCreatedV1.data.safeParse({ agencyId: 7 }).success).toBe(false);
});
