const word = (words: Readonly<Record<string, string>>, otherwise: string) => (value: string | undefined) =>
  (value === undefined ? undefined : words[value]) ?? otherwise;

/** Values of events in words; one that came later is read as the last word. */
export const orderRejection = word(
  {
    insufficient_stock: 'there is not enough in stock',
    price_changed: 'a price has just changed',
    not_on_sale: 'something in it is no longer on sale',
    timeout: 'our system took too long to answer',
  },
  'there was a problem with it',
);
export const cancelReason = word(
  {
    buyer_request: 'at your request',
    no_instructions: 'because the payment provider did not answer in time',
    payment_failed: 'because the payment failed',
  },
  'because of a problem',
);
export const parcelReason = word(
  {
    out_of_stock: 'it is out of stock',
    damaged: 'the goods are damaged',
    seller_other: 'the seller cannot fulfil it',
    buyer_withdrew: 'at the buyer’s request',
    not_accepted: 'the seller did not accept it in time',
    not_shipped: 'it was not shipped in time',
    decision: 'by an operator’s decision',
  },
  'because of a problem',
);
export const deliveryName = word(
  {
    courier: 'courier',
    own_delivery: 'delivered by the seller',
    pick_up: 'picked up by the buyer',
    on_site: 'on site',
  },
  'another way',
);
export const courierName = (courier: string | undefined): string => courier?.toUpperCase() ?? '-';
export const paymentMethodName = (method: string): string =>
  method === 'qris' ? 'QRIS' : method.startsWith('va_') ? `Virtual account ${method.slice(3).replaceAll('_', ' ').toUpperCase()}` : method;
