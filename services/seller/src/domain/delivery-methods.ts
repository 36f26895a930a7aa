import { ok, reject, type Result } from '@wadah/kit';

export type DeliveryMethodName = 'courier' | 'own_delivery' | 'pick_up' | 'on_site';

/** `regencies` bounds an own delivery; the other methods go everywhere or nowhere. */
export type DeliveryMethod = { readonly method: DeliveryMethodName; readonly priceRupiah: number; readonly regencies?: readonly string[] };

const twice = (names: readonly string[]): string | undefined => names.find((name, index) => names.indexOf(name) !== index);

/** A buyer must never see two prices for the same way into the same regency. */
export const checkDeliveryMethods = (methods: readonly DeliveryMethod[]): Result<readonly DeliveryMethod[]> => {
  const own = methods.filter(({ method }) => method === 'own_delivery');
  const others = methods.filter(({ method }) => method !== 'own_delivery');
  const repeated = twice(others.map(({ method }) => method)) ?? twice(own.flatMap(({ regencies }) => regencies ?? []));
  if (repeated !== undefined) return reject('invalid', 'delivery-method-twice', `${repeated} is named twice.`);
  if (own.some(({ regencies = [] }) => regencies.length === 0))
    return reject('invalid', 'delivery-regencies-missing', 'An own delivery names the regencies it goes to.');
  if (others.some(({ regencies }) => regencies !== undefined))
    return reject('invalid', 'delivery-regencies-unexpected', 'Only an own delivery is bound to regencies.');
  return ok(methods);
};
