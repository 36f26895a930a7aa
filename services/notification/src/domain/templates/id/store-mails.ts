import { facts, link, text, type Block } from '../../content.ts';
import { timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, StoreTemplates } from '../template.ts';
import { words } from './words.ts';

const toStore = (details: Details, sellerId: string): Block => link('Buka toko', pageOf(details, `/stores/${sellerId}`));
const store = ({ storeName }: Details): string => storeName ?? 'toko Anda';
const notYou = text('Bila tak seorang pun pemilik toko menghendakinya, batalkan sekarang, ganti kata sandi Anda, dan beri tahu operator.');

/** What an owner should hear of at once, since a thief would do it first. */
export const storeMails: StoreTemplates = {
  store_bank_account: {
    title: () => 'Rekening toko Anda diganti',
    body: ({ sellerId, transfersHeldUntil }, details) => [
      text(`Uang dari ${store(details)} mulai sekarang ditransfer ke rekening lain.`),
      ...(transfersHeldUntil === undefined ? [] : [facts(['Tidak ada transfer sebelum', timeText(transfersHeldUntil, 'id')])]),
      notYou,
      toStore(details, sellerId),
    ],
  },
  store_client: {
    title: ({ change }) => `Sebuah aplikasi ${wordIn(words.clientChange, change)} di toko Anda`,
    body: ({ sellerId, clientId, change }, details) => [
      text(`Sebuah aplikasi yang bertindak untuk ${store(details)} ${wordIn(words.clientChange, change)}.`),
      facts(['Aplikasi', clientId]),
      notYou,
      toStore(details, sellerId),
    ],
  },
  store_member: {
    title: ({ role }) => (role === undefined ? 'Seseorang keluar dari toko Anda' : 'Seseorang mendapat peran di toko Anda'),
    body: ({ sellerId, role }, details) => [
      text(
        role === undefined
          ? `${details.personName ?? 'Seseorang'} tidak lagi termasuk ${store(details)}.`
          : `${details.personName ?? 'Seseorang'} sekarang ${wordIn(words.role, role)} di ${store(details)}.`,
      ),
      notYou,
      toStore(details, sellerId),
    ],
  },
};
