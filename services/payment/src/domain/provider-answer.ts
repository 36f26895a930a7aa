import type { Instructions } from './payment.ts';

/** A refund as the provider's status shows it. */
export type ProviderRefund = { readonly key: string; readonly amountRupiah: number; readonly confirmed: boolean };

/** What the provider says of a charge. `unanswered` is no word at all: an outage, a timeout, a page of HTML. */
export type ProviderAnswer =
  | { readonly kind: 'pending'; readonly instructions?: Instructions }
  | { readonly kind: 'captured'; readonly amountRupiah: number; readonly refunds: readonly ProviderRefund[] }
  | { readonly kind: 'expired' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unanswered' };
