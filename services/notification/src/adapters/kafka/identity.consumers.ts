import { accountCodeRequestedV1, accountSecurityChangedV1, clientChangedV1, clientClosedV1, membershipChangedV1 } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import type { Notice } from '../../domain/message.ts';
import type { Value } from '../../domain/values.ts';
import { toAccount, toOwners, type Telling } from './telling.ts';

const purposes = ['verification', 'already_registered', 'password_reset', 'mail_change', 'mail_change_notice', 'invitation'] as const;

type Purpose = (typeof purposes)[number];

const isKnown = (purpose: string): purpose is Purpose => purposes.some((known) => known === purpose);

const codeNotice = (purpose: Purpose, codeId: string): Notice => ({
  template: `code_${purpose}`,
  facts: { codeId },
  recipient: { kind: 'code', codeId },
});

/** A client of no seller is the operators' own work, which the list of decisions tells. */
const clientNotices = (clientId: string, sellerId: string | undefined, change: Value<'clientChange'>): readonly Notice[] =>
  sellerId === undefined ? [] : [{ template: 'store_client', facts: { sellerId, clientId, change }, ...toOwners(sellerId) }];

export const identityConsumers = (tell: Telling): readonly Consumer[] => [
  // A purpose that came later is the next release's; its code is over by then, and a mail without words helps nobody.
  tell(accountCodeRequestedV1, ({ purpose, codeId }) => (isKnown(purpose) ? [codeNotice(purpose, codeId)] : [])),
  tell(accountSecurityChangedV1, ({ accountId, change }) => [{ template: 'account_security', facts: { change }, ...toAccount(accountId) }]),
  tell(clientChangedV1, ({ clientId, organisationId, change }) => clientNotices(clientId, organisationId, change)),
  tell(clientClosedV1, ({ clientId, organisationId }) => clientNotices(clientId, organisationId, 'closed')),
  tell(membershipChangedV1, ({ accountId, organisationId, organisationKind, role }) => {
    const held = role !== undefined && { role };
    const own: Notice = {
      template: 'account_membership',
      facts: { organisationId, organisationKind, ...held },
      ...toAccount(accountId),
    };
    if (organisationKind !== 'seller') return [own];
    const facts = { sellerId: organisationId, accountId, ...held };
    return [own, { template: 'store_member', facts, ...toOwners(organisationId, accountId) }];
  }),
];
