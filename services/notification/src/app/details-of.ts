import { mapResult, type Result } from '@wadah/kit';
import type { Written } from '../domain/template-facts.ts';
import type { Details } from '../domain/templates/template.ts';
import type { Directory, Sources } from './ports.ts';

/** A mail that its owner can say no more about is written without: better short than never. */
const orNothing = <Value, Key extends string>(result: Result<Value>, key: Key): { readonly [Each in Key]?: Value } =>
  result.ok ? ({ [key]: result.value } as { readonly [Each in Key]: Value }) : {};

export type Asked = { readonly sources: Sources; readonly directory: Pick<Directory, 'contact'> };

const storeName = async (sellerId: string, { sources }: Asked): Promise<Pick<Details, 'storeName'>> =>
  orNothing(
    mapResult(await sources.sellerReview(sellerId), ({ subject }) => subject),
    'storeName',
  );

const personName = async (accountId: string, { directory }: Asked): Promise<Pick<Details, 'personName'>> =>
  orNothing(
    mapResult(await directory.contact(accountId), ({ name }) => name),
    'personName',
  );

/** Asks the owners for what this mail shows beside its facts. */
export const detailsOf = async (written: Written, asked: Asked): Promise<Omit<Details, 'publicUrl' | 'code'>> => {
  const { sources } = asked;
  switch (written.template) {
    case 'order_paid':
    case 'parcel_shipped':
    case 'parcel_delivered':
    case 'parcel_completed':
    case 'parcel_cancelled':
    case 'sale_opened':
    case 'sale_cancelled':
    case 'contested_parcel':
    case 'contested_sale':
    case 'contested_parcel_released':
    case 'contested_parcel_refunded':
    case 'contested_sale_refunded':
      return orNothing(await sources.order(written.facts.orderId), 'order');
    case 'seller_returned':
    case 'seller_rejected':
    case 'seller_suspended':
      return orNothing(await sources.sellerReview(written.facts.sellerId), 'review');
    case 'listing_returned':
    case 'listing_rejected':
      return orNothing(await sources.listingReview(written.facts.listingId), 'review');
    case 'store_bank_account':
    case 'store_client':
      return storeName(written.facts.sellerId, asked);
    case 'store_member':
      return { ...(await storeName(written.facts.sellerId, asked)), ...(await personName(written.facts.accountId, asked)) };
    case 'account_membership':
      return written.facts.organisationKind === 'seller' ? storeName(written.facts.organisationId, asked) : {};
    default:
      return {};
  }
};
