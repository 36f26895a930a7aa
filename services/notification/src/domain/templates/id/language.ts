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

export const indonesian: Language = {
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
  news: 'Ada kabar untuk Anda',
  greeting: (name) => `Halo ${name},`,
  footer: 'Wadah, pasar bersama pelaku usaha daerah. Surel ini dikirim otomatis; balasan tidak dibaca.',
  optionalMails: {
    parcel_completed: 'Pesanan selesai',
    sale_completed: 'Penjualan selesai',
    listing_published: 'Produk mulai dijual',
  },
  dutyNote: 'Surel tentang kode, uang, pesanan, kedudukan toko, dan keamanan akun Anda selalu dikirim.',
  unsubscribe: 'Berhenti menerima surel seperti ini',
};
