import { membershipChangedV1 } from '@wadah/contracts';
import type { Delivered } from '@wadah/messaging';
import type { EventOrigin, ProjectionChange } from '@wadah/mongo';
import { sellerMembersConsumer, type SellerMemberRow } from '../src/seller-members.ts';

const taken = () => {
  const rows: unknown[] = [];
  const take = async (id: string, _event: EventOrigin, change: ProjectionChange<SellerMemberRow>) => {
    rows.push([id, change.set]);
    return true;
  };
  return { rows, consumer: sellerMembersConsumer({ take }) };
};

const delivered = (over: object): Delivered<never> =>
  ({
    source: '/wadah/identity',
    subject: 'sel_1',
    sequence: 1,
    data: membershipChangedV1.data.parse({ ...membershipChangedV1.example, ...over, addedLater: 1 }),
  }) as never;

const { organisationId, accountId } = membershipChangedV1.example;

test.each([
  ['who joins a seller is its member, whatever a later release adds', {}, [[`${organisationId}:${accountId}`, { isMember: true }]]],
  ['who leaves is none any more', { role: undefined }, [[`${organisationId}:${accountId}`, { isMember: false }]]],
  ['members of an agency are no concern here', { organisationKind: 'agency' }, []],
  ['nor are those of an organisation of a later release', { organisationKind: 'cooperative' }, []],
])('%s', async (_rule, over, expected) => {
  const { rows, consumer } = taken();
  await consumer.handle(delivered(over));
  expect(rows).toEqual(expected);
});

test('a broken one is not read', () => {
  expect(membershipChangedV1.data.safeParse({ ...membershipChangedV1.example, accountId: 7 }).success).toBe(false);
});
