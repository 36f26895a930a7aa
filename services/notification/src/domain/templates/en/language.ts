import type { Language } from '../template.ts';
import { accountMails } from './account-mails.ts';
import { buyerMails } from './buyer-mails.ts';
import { codeMails } from './code-mails.ts';
import { contestedMails } from './contested-mails.ts';
import { moneyMails } from './money-mails.ts';
import { saleMails } from './sale-mails.ts';
import { securityTexts } from './security-texts.ts';
import { sellerMails } from './seller-mails.ts';
import { storeMails } from './store-mails.ts';
import { words } from './words.ts';

export const english: Language = {
  templates: {
    ...buyerMails,
    ...moneyMails,
    ...contestedMails,
    ...saleMails,
    ...sellerMails,
    ...storeMails,
    ...accountMails,
    ...codeMails,
  },
  words,
  securityTexts,
  news: 'There is news for you',
  greeting: (name) => `Hello ${name},`,
  footer: 'Wadah, the shared market of local businesses. This mail was sent by itself; replies are not read.',
  optionalMails: {
    parcel_completed: 'An order is complete',
    sale_completed: 'A sale is complete',
    listing_published: 'A listing is on sale',
  },
  dutyNote: 'Mails about codes, money, orders, your store’s standing and the security of your account are always sent.',
  unsubscribe: 'Get no more mails of this kind',
};
