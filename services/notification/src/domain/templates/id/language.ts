import type { Language } from '../template.ts';
import { buyerMails } from './buyer-mails.ts';
import { codeMails } from './code-mails.ts';
import { saleMails } from './sale-mails.ts';
import { sellerMails } from './seller-mails.ts';

export const indonesian: Language = {
  templates: { ...buyerMails, ...saleMails, ...sellerMails, ...codeMails },
  greeting: (name) => `Halo ${name},`,
  footer: 'Wadah, pasar bersama pelaku usaha daerah. Surel ini dikirim otomatis; balasan tidak dibaca.',
};
