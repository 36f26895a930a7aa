import type { Language } from '../template.ts';
import { buyerMails } from './buyer-mails.ts';
import { codeMails } from './code-mails.ts';
import { saleMails } from './sale-mails.ts';
import { sellerMails } from './seller-mails.ts';

export const english: Language = {
  templates: { ...buyerMails, ...saleMails, ...sellerMails, ...codeMails },
  greeting: (name) => `Hello ${name},`,
  footer: 'Wadah, the shared market of local businesses. This mail was sent by itself; replies are not read.',
};
