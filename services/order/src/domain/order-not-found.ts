import { reject } from '@wadah/kit';

/** From a consumer this is poison: what it heard of proves that the order was written. */
export const orderNotFound = () => reject('not_found', 'order-not-found', 'No such order.');
