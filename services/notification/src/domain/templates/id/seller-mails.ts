import { link, list, text, type Block } from '../../content.ts';
import { wordIn } from '../../values.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, SellerTemplates } from '../template.ts';
import { words } from './words.ts';

const toStore = (details: Details, sellerId: string): Block => link('Buka toko', pageOf(details, `/stores/${sellerId}`));
const toListing = (details: Details, listingId: string): Block => link('Buka produk', pageOf(details, `/listings/${listingId}`));
const named = ({ review }: Details, otherwise: string): string => (review === undefined ? otherwise : `“${review.subject}”`);

const reasons = ({ review }: Details): readonly Block[] => [
  ...(review === undefined || review.reasons.length === 0 ? [] : [list(review.reasons.map(({ field, reason }) => `${field}: ${reason}`))]),
  ...(review === undefined || review.note === '' ? [] : [text(`Catatan: ${review.note}`)]),
];

export const sellerMails: SellerTemplates = {
  seller_verified: {
    title: ({ name }) => `${name} sudah terverifikasi`,
    body: ({ sellerId, name, level }, details) => [
      text(`Selamat, ${name} lolos verifikasi dengan tingkat ${wordIn(words.sellerLevel, level)}. Anda dapat mengajukan produk sekarang.`),
      toStore(details, sellerId),
    ],
  },
  seller_returned: {
    title: () => 'Permohonan toko Anda perlu diperbaiki',
    body: ({ sellerId }, details) => [
      text(`Kurator mengembalikan permohonan ${named(details, 'toko Anda')} untuk diperbaiki.`),
      ...reasons(details),
      text('Perbaiki lalu ajukan lagi.'),
      toStore(details, sellerId),
    ],
  },
  seller_rejected: {
    title: () => 'Permohonan toko Anda ditolak',
    body: ({ sellerId }, details) => [
      text(`Permohonan ${named(details, 'toko Anda')} ditolak.`),
      ...reasons(details),
      toStore(details, sellerId),
    ],
  },
  seller_suspended: {
    title: () => 'Toko Anda ditangguhkan',
    body: ({ sellerId }, details) => [
      text(`${named(details, 'Toko Anda')} ditangguhkan; produknya tidak dijual untuk sementara.`),
      ...reasons(details),
      text('Pesanan yang sudah dibayar tetap Anda penuhi.'),
      toStore(details, sellerId),
    ],
  },
  seller_reinstated: {
    title: ({ name }) => `${name} dibuka kembali`,
    body: ({ sellerId, name }, details) => [text(`Penangguhan ${name} dicabut; produknya dijual lagi.`), toStore(details, sellerId)],
  },
  listing_published: {
    title: ({ title }) => `“${title}” sudah tayang`,
    body: ({ listingId, title }, details) => [
      text(`Kurator menyetujui “${title}”. Produk ini sekarang dijual.`),
      toListing(details, listingId),
    ],
  },
  listing_returned: {
    title: () => 'Produk Anda perlu diperbaiki',
    body: ({ listingId }, details) => [
      text(`Kurator mengembalikan ${named(details, 'produk Anda')} untuk diperbaiki.`),
      ...reasons(details),
      text('Perbaiki lalu ajukan lagi.'),
      toListing(details, listingId),
    ],
  },
  listing_rejected: {
    title: () => 'Produk Anda ditolak',
    body: ({ listingId }, details) => [
      text(`Kurator menolak ${named(details, 'produk Anda')}.`),
      ...reasons(details),
      toListing(details, listingId),
    ],
  },
};
