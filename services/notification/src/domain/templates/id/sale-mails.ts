import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf } from '../order-lines.ts';
import type { Details, SaleTemplates } from '../template.ts';
import { words } from './words.ts';

const toSale = (details: Details, sellerOrderId: string): Block => link('Buka penjualan', pageOf(details, `/sales/${sellerOrderId}`));

export const saleMails: SaleTemplates = {
  sale_opened: {
    title: ({ orderNumber }) => `Pesanan baru ${orderNumber} sudah dibayar`,
    body: ({ sellerOrderId, sellerId, orderNumber, amountRupiah, deliveryMethod, acceptBy }, details) => [
      text('Ada pesanan baru yang sudah dibayar untuk toko Anda.'),
      ...linesOf(details, 'id', sellerId),
      facts(
        ['Nomor pesanan', orderNumber],
        ['Nilai', rupiahText(amountRupiah, 'id')],
        ['Penyerahan', wordIn(words.deliveryMethod, deliveryMethod)],
        ['Terima sebelum', timeText(acceptBy, 'id')],
      ),
      text('Bila tidak diterima sampai waktu itu, pesanan batal dan uang kembali ke pembeli.'),
      toSale(details, sellerOrderId),
    ],
  },
  sale_completed: {
    title: ({ orderNumber }) => `Penjualan ${orderNumber} selesai`,
    body: ({ sellerOrderId, amountRupiah }, details) => [
      text(`Pesanan ini selesai. ${rupiahText(amountRupiah, 'id')}, dikurangi komisi, masuk ke saldo toko Anda.`),
      toSale(details, sellerOrderId),
    ],
  },
  sale_cancelled: {
    title: ({ orderNumber }) => `Penjualan ${orderNumber} dibatalkan`,
    body: ({ sellerOrderId, sellerId, reason, countedAgainstSeller }, details) => [
      text(`Pesanan ini dibatalkan: ${wordIn(words.saleReason, reason)}. Jangan kirimkan barangnya; uangnya kembali ke pembeli.`),
      ...(countedAgainstSeller === true ? [text('Pembatalan ini dicatat pada penilaian toko Anda.')] : []),
      ...linesOf(details, 'id', sellerId),
      toSale(details, sellerOrderId),
    ],
  },
};
