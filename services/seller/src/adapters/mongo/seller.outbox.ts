import {
  sellerAppliedV1,
  sellerBankAccountChangedV1,
  sellerProfileChangedV1,
  sellerReinstatedV1,
  sellerRejectedV1,
  sellerReturnedV1,
  sellerSuspendedV1,
  sellerVerifiedV1,
  type OutgoingEvent,
} from '@wadah/contracts';
import { assertNever } from '@wadah/kit';
import type { OutboxDraft } from '@wadah/mongo';
import { statementOf, type LiveSeller, type SellerEvent } from '../../domain/seller.ts';
import { decisionOf } from './seller.decisions.ts';

const profileOf = (seller: LiveSeller) => {
  const { name, regency, agencyId } = statementOf(seller);
  const deliveryMethods = seller.deliveryMethods.map(({ regencies, ...method }) => ({
    ...method,
    ...(regencies === undefined ? {} : { regencies: [...regencies] }),
  }));
  return { sellerId: seller.sellerId, agencyId, name, regency, level: seller.level, deliveryMethods };
};

const ofApplication = ({ sellerId, application }: LiveSeller) => ({ sellerId, agencyId: application.statement.agencyId });

const applied = ({ sellerId, founderId, statement, again, at }: SellerEvent & { type: 'SellerApplied' }): OutgoingEvent =>
  sellerAppliedV1.from({
    subject: sellerId,
    time: at,
    data: { sellerId, agencyId: statement.agencyId, founderAccountId: founderId, again },
  });

/** What others learn; a story or phone number is nobody else's copy, and methods of a seller who can't sell yet come with the approval. */
const toContracts = (event: SellerEvent): readonly OutgoingEvent[] => {
  if (event.type === 'SellerApplied') return [applied(event)];
  const { seller, at } = event;
  const named = { subject: seller.sellerId, time: at };
  switch (event.type) {
    case 'SellerVerified':
      // What is approved for a suspended seller is a change of its profile: `verified` would put it back on sale everywhere.
      return [(seller.status === 'suspended' ? sellerProfileChangedV1 : sellerVerifiedV1).from({ ...named, data: profileOf(seller) })];
    case 'SellerReinstated':
      return [sellerReinstatedV1.from({ ...named, data: profileOf(seller) })];
    case 'SellerReturned':
      return [sellerReturnedV1.from({ ...named, data: ofApplication(seller) })];
    case 'SellerRejected':
      return [sellerRejectedV1.from({ ...named, data: ofApplication(seller) })];
    case 'SellerSuspended':
      return [sellerSuspendedV1.from({ ...named, data: { sellerId: seller.sellerId, agencyId: statementOf(seller).agencyId } })];
    case 'DeliveryMethodsChanged':
      return seller.approved === undefined ? [] : [sellerProfileChangedV1.from({ ...named, data: profileOf(seller) })];
    case 'BankAccountChanged': {
      const transfersHeldUntil = event.transfersHeldUntil.toISOString();
      return [sellerBankAccountChangedV1.from({ ...named, data: { sellerId: seller.sellerId, transfersHeldUntil } })];
    }
    case 'FirstApprovalGiven':
    case 'ContactChanged':
    case 'NumbersResealed':
      return [];
    default:
      return assertNever(event);
  }
};

export const toOutbox = (event: SellerEvent): readonly OutboxDraft[] => [
  ...toContracts(event),
  ...('before' in event ? [{ entry: decisionOf(event) }] : []),
];
