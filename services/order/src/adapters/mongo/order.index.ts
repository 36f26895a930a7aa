import { dueIndex, outboxIndex, type IndexSpec } from '@wadah/mongo';

export const ORDERS = 'orders';

export const orderIndexes: readonly IndexSpec[] = [
  outboxIndex(ORDERS),
  dueIndex(ORDERS, 'deadlineAt'),
  // Two orders from one cart can't both be: the second insert meets this.
  { collection: ORDERS, keys: { takenCart: 1 }, options: { name: 'taken_cart', unique: true, partialFilterExpression: { takenCart: { $exists: true } } } },
  { collection: ORDERS, keys: { trackingNumbers: 1 }, options: { name: 'tracking_numbers', unique: true, sparse: true } },
  { collection: ORDERS, keys: { contestedKeys: 1 }, options: { name: 'contested_oldest', partialFilterExpression: { contestedKeys: { $exists: true } } } },
  { collection: ORDERS, keys: { 'state.orderNumber': 1 }, options: { name: 'order_number', unique: true } },
  { collection: ORDERS, keys: { 'state.buyerId': 1, 'state.placedAt': -1, _id: -1 }, options: { name: 'buyer_newest' } },
  {
    collection: ORDERS,
    keys: { sellerKeys: 1, 'state.paidAt': -1, _id: -1 },
    options: { name: 'seller_newest', partialFilterExpression: { sellerKeys: { $exists: true } } },
  },
]; // prettier-ignore
