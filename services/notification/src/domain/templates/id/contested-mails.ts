import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf, sellerNameOf } from '../order-lines.ts';
import type { ContestedTemplates, Details } from '../template.ts';
import { words } from './words.ts';

const toOrder = (details: Details, orderId: string): Block => link('Lihat pesanan', pageOf(details, `/orders/${orderId}`));
const toSale = (details: Details, sellerOrderId: string): Block => link('Buka penjualan', pageOf(details, `/sales/${sellerOrderId}`));
const store = (details: Details, sellerOrderId: string) => sellerNameOf(details, sellerOrderId) ?? 'penjual';

/** What becomes of a hand-over that is in doubt, told to both sides, and to operators while they let it wait. */
export const contestedMails: ContestedTemplates = {
  contested_parcel: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} sedang kami periksa`,
    body: ({ orderId, sellerOrderId, sellerId, reason }, details) => [
      text(`Ini tentang bagian pesanan dari ${store(details, sellerOrderId)}.`, wordIn(words.contestReason, reason)),
      ...linesOf(details, 'id', sellerId),
      text('Operator yang memutuskan. Sampai saat itu uang Anda kami simpan, dan Anda tetap dapat menyatakan sudah menerimanya.'),
      toOrder(details, orderId),
    ],
  },
  contested_sale: {
    title: ({ orderNumber }) => `Penjualan ${orderNumber} menunggu keputusan operator`,
    body: ({ sellerOrderId, sellerId, reason }, details) => [
      text(wordIn(words.contestSaleReason, reason)),
      ...linesOf(details, 'id', sellerId),
      text('Operator yang memutuskan, dan uangnya disimpan sampai saat itu. Simpan bukti penyerahannya.'),
      toSale(details, sellerOrderId),
    ],
  },
  contested_parcel_released: {
    title: ({ orderNumber }) => `Keputusan pesanan ${orderNumber}: dianggap diterima`,
    body: ({ orderId, sellerOrderId }, details) => [
      text(`Operator memutuskan bahwa ${store(details, sellerOrderId)} sudah memenuhi bagian pesanan ini. Penjual menerima uangnya.`),
      text('Keputusan ini final.'),
      toOrder(details, orderId),
    ],
  },
  contested_sale_released: {
    title: ({ orderNumber }) => `Keputusan penjualan ${orderNumber}: uangnya milik Anda`,
    body: ({ sellerOrderId, amountRupiah }, details) => [
      text('Operator memutuskan bahwa Anda sudah memenuhi pesanan ini.'),
      text(`${rupiahText(amountRupiah, 'id')}, dikurangi komisi, masuk ke saldo toko Anda. Keputusan ini final.`),
      toSale(details, sellerOrderId),
    ],
  },
  contested_parcel_refunded: {
    title: ({ orderNumber }) => `Keputusan pesanan ${orderNumber}: uang Anda kembali`,
    body: ({ orderId, sellerOrderId, sellerId, amountRupiah }, details) => [
      text(`Operator memutuskan bahwa bagian dari ${store(details, sellerOrderId)} dibatalkan.`),
      ...linesOf(details, 'id', sellerId),
      text(`${rupiahText(amountRupiah, 'id')} kami kembalikan kepada Anda. Keputusan ini final.`),
      toOrder(details, orderId),
    ],
  },
  contested_sale_refunded: {
    title: ({ orderNumber }) => `Keputusan penjualan ${orderNumber}: uang kembali ke pembeli`,
    body: ({ sellerOrderId, sellerId }, details) => [
      text('Operator memutuskan bahwa pesanan ini dibatalkan dan uangnya kembali ke pembeli. Keputusan ini final.'),
      ...linesOf(details, 'id', sellerId),
      toSale(details, sellerOrderId),
    ],
  },
  contested_overdue: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} sudah tiga hari menunggu keputusan`,
    body: ({ orderNumber, sellerOrderId, contestedAt }, details) => [
      text('Pembeli dan penjual menunggu operator, begitu pula uangnya.'),
      facts(['Nomor pesanan', orderNumber], ['Dipersoalkan sejak', timeText(contestedAt, 'id')]),
      link('Buka perkara', pageOf(details, `/decisions/${sellerOrderId}`)),
    ],
  },
};
