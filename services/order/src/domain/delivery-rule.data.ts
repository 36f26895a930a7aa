/** How soon after handing a parcel to a courier the seller may say "delivered" itself. */
export type DeliveryRule = { readonly validFrom: string; readonly legalBasis: string; readonly courierDaysMin: number };

export const deliveryRules: readonly DeliveryRule[] = [
  { validFrom: '2026-01-01', legalBasis: 'Wadah seller terms, art. delivery: courier transit of at least 3 days', courierDaysMin: 3 },
];
