import type { DeliveryOffer, DeliveryOption } from './sellable.ts';
import type { ListingKind } from './seller-order.ts';

export type HandOver = 'sent' | 'on_site';

export const handOverOf = (kind: ListingKind): HandOver => (kind === 'goods' ? 'sent' : 'on_site');

/** Ways in which these lines can reach this regency, the cheapest first. Who offers tours and says nothing about them takes no extra. */
export const deliveryOptionsFor = (handOver: HandOver, offers: readonly DeliveryOffer[], regency: string): readonly DeliveryOption[] => {
  if (handOver === 'on_site') {
    return [{ method: 'on_site', priceRupiah: offers.find(({ method }) => method === 'on_site')?.priceRupiah ?? 0 }];
  }
  return offers
    .filter(({ method, regencies }) => method !== 'on_site' && (regencies === undefined || regencies.includes(regency)))
    .map(({ method, priceRupiah }) => ({ method, priceRupiah }))
    .sort((one, other) => one.priceRupiah - other.priceRupiah || one.method.localeCompare(other.method));
};
