import { link, list, text, type Block } from '../../content.ts';
import { wordIn } from '../../values.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, SellerTemplates } from '../template.ts';
import { words } from './words.ts';

const toStore = (details: Details, sellerId: string): Block => link('Open the store', pageOf(details, `/stores/${sellerId}`));
const toListing = (details: Details, listingId: string): Block => link('Open the listing', pageOf(details, `/listings/${listingId}`));
const named = ({ review }: Details, otherwise: string): string => (review === undefined ? otherwise : `“${review.subject}”`);

const reasons = ({ review }: Details): readonly Block[] => [
  ...(review === undefined || review.reasons.length === 0 ? [] : [list(review.reasons.map(({ field, reason }) => `${field}: ${reason}`))]),
  ...(review === undefined || review.note === '' ? [] : [text(`Note: ${review.note}`)]),
];

export const sellerMails: SellerTemplates = {
  seller_verified: {
    title: ({ name }) => `${name} is verified`,
    body: ({ sellerId, name, level }, details) => [
      text(`Congratulations, ${name} is verified at level ${wordIn(words.sellerLevel, level)}. You can submit listings now.`),
      toStore(details, sellerId),
    ],
  },
  seller_returned: {
    title: () => 'Your store’s application needs a change',
    body: ({ sellerId }, details) => [
      text(`The curator sent the application of ${named(details, 'your store')} back.`),
      ...reasons(details),
      text('Please mend it and apply again.'),
      toStore(details, sellerId),
    ],
  },
  seller_rejected: {
    title: () => 'Your store’s application was rejected',
    body: ({ sellerId }, details) => [
      text(`The application of ${named(details, 'your store')} was rejected.`),
      ...reasons(details),
      toStore(details, sellerId),
    ],
  },
  seller_suspended: {
    title: () => 'Your store is suspended',
    body: ({ sellerId }, details) => [
      text(`${named(details, 'Your store')} is suspended; its listings are off sale for now.`),
      ...reasons(details),
      text('Orders that are paid are still yours to fulfil.'),
      toStore(details, sellerId),
    ],
  },
  seller_reinstated: {
    title: ({ name }) => `${name} is open again`,
    body: ({ sellerId, name }, details) => [
      text(`The suspension of ${name} is lifted; its listings are on sale again.`),
      toStore(details, sellerId),
    ],
  },
  listing_published: {
    title: ({ title }) => `“${title}” is on sale`,
    body: ({ listingId, title }, details) => [text(`The curator approved “${title}”. It is on sale now.`), toListing(details, listingId)],
  },
  listing_returned: {
    title: () => 'Your listing needs a change',
    body: ({ listingId }, details) => [
      text(`The curator sent ${named(details, 'your listing')} back.`),
      ...reasons(details),
      text('Please mend it and submit it again.'),
      toListing(details, listingId),
    ],
  },
  listing_rejected: {
    title: () => 'Your listing was rejected',
    body: ({ listingId }, details) => [
      text(`The curator rejected ${named(details, 'your listing')}.`),
      ...reasons(details),
      toListing(details, listingId),
    ],
  },
};
