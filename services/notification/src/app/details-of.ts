import type { Result } from '@wadah/kit';
import type { Written } from '../domain/template-facts.ts';
import type { Details } from '../domain/templates/template.ts';
import type { Sources } from './ports.ts';

/** A mail that its owner can say no more about is written without: better short than never. */
const orNothing = <Value, Key extends string>(result: Result<Value>, key: Key): { readonly [Each in Key]?: Value } =>
  result.ok ? ({ [key]: result.value } as { readonly [Each in Key]: Value }) : {};

/** Asks the owners for what this mail shows beside its facts. */
export const detailsOf = async (written: Written, sources: Sources): Promise<Omit<Details, 'publicUrl' | 'code'>> => {
  switch (written.template) {
    case 'order_paid':
    case 'parcel_shipped':
    case 'parcel_delivered':
    case 'parcel_completed':
    case 'parcel_cancelled':
    case 'sale_opened':
    case 'sale_cancelled':
      return orNothing(await sources.order(written.facts.orderId), 'order');
    case 'seller_returned':
    case 'seller_rejected':
    case 'seller_suspended':
      return orNothing(await sources.sellerReview(written.facts.sellerId), 'review');
    case 'listing_returned':
    case 'listing_rejected':
      return orNothing(await sources.listingReview(written.facts.listingId), 'review');
    default:
      return {};
  }
};
