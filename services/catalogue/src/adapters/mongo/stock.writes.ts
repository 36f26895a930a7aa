import { stockAdjustedV1, stockRepricedV1, stockRestockedV1, type OutgoingEvent } from '@wadah/contracts';
import { assertNever } from '@wadah/kit';
import { outlivedAdjustments, type Stock, type StockEvent } from '../../domain/stock.ts';
import { fieldOf } from './stock-marks.ts';

export const stockContract = ({ variantId, listingId, sellerId }: Stock, event: StockEvent): OutgoingEvent => {
  const envelope = { subject: variantId, time: event.at };
  switch (event.type) {
    case 'StockAdjusted': {
      const { byQuantity, availableQuantity } = event;
      return stockAdjustedV1.from({ ...envelope, data: { variantId, listingId, sellerId, byQuantity, availableQuantity } });
    }
    case 'StockRepriced': {
      const { oldPriceRupiah, newPriceRupiah } = event;
      return stockRepricedV1.from({ ...envelope, data: { variantId, listingId, oldPriceRupiah, newPriceRupiah } });
    }
    case 'StockRestocked': {
      const { orderId, sellerOrderId, quantity } = event;
      return stockRestockedV1.from({ ...envelope, data: { variantId, listingId, orderId, sellerOrderId, quantity } });
    }
    default:
      return assertNever(event);
  }
};

type Write = {
  readonly filter?: object;
  readonly set?: object;
  readonly inc?: Readonly<Record<string, number>>;
  readonly unset?: Readonly<Record<string, ''>>;
};

/** How an event changes the stock document, beside its outbox. */
export const writeOf = (stock: Stock, event: StockEvent): Write => {
  switch (event.type) {
    case 'StockAdjusted': {
      const inc = { available: event.byQuantity, 'intake.adjusted': event.byQuantity };
      if (event.adjustment === undefined) return { inc };
      const { id, ...mark } = event.adjustment;
      const over = outlivedAdjustments(stock, event.at).map((outlived) => [fieldOf('adjustments', outlived), ''] as const);
      return { inc, set: { [fieldOf('adjustments', id)]: mark }, unset: Object.fromEntries(over) };
    }
    case 'StockRepriced':
      return { set: { priceRupiah: event.newPriceRupiah } };
    case 'StockRestocked': {
      const mark = fieldOf('restocks', event.sellerOrderId);
      const inc = { available: event.quantity, 'intake.restocked': event.quantity };
      return { inc, filter: { [mark]: { $exists: false } }, set: { [mark]: event.orderId } };
    }
    default:
      return assertNever(event);
  }
};
