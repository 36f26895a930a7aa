import { code, facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { wordIn } from '../../values.ts';
import { linesOf, pageOf, sellerNameOf } from '../order-lines.ts';
import type { BuyerTemplates, Details } from '../template.ts';
import { words } from './words.ts';

const rupiah = (amount: number) => rupiahText(amount, 'id');
const time = (instant: string) => timeText(instant, 'id');
const toOrder = (details: Details, orderId: string): Block => link('Lihat pesanan', pageOf(details, `/orders/${orderId}`));
const store = (details: Details, sellerOrderId: string) => sellerNameOf(details, sellerOrderId) ?? 'penjual';

const pickUpCodes = ({ order }: Details): readonly Block[] =>
  (order?.sellerOrders ?? []).flatMap(({ sellerName, pickUpCode }) =>
    pickUpCode === undefined ? [] : [text(`Kode pengambilan di ${sellerName}; tunjukkan hanya saat barang diserahkan:`), code(pickUpCode)],
  );

export const buyerMails: BuyerTemplates = {
  how_to_pay: {
    title: ({ orderNumber }) => `Cara membayar pesanan ${orderNumber}`,
    body: ({ orderId, orderNumber, amountRupiah, paymentMethod, vaNumber, qrString, expiresAt }, details) => [
      text(
        'Pesanan Anda sudah kami pesankan di penjual. Selesaikan pembayaran sebelum batas waktu; setelah itu pesanan batal dengan sendirinya.',
      ),
      facts(
        ['Nomor pesanan', orderNumber],
        ['Jumlah', rupiah(amountRupiah)],
        ['Cara bayar', wordIn(words.paymentMethod, paymentMethod)],
        ['Bayar sebelum', time(expiresAt)],
      ),
      ...(vaNumber === undefined ? [] : [text('Nomor virtual account:'), code(vaNumber)]),
      ...(qrString === undefined ? [] : [text('Pindai kode QR di halaman pesanan, atau buat kode QR dari teks ini:'), code(qrString)]),
      text('Bayar tepat sebesar jumlah di atas. Wadah tidak pernah meminta PIN atau OTP Anda.'),
      toOrder(details, orderId),
    ],
  },
  order_paid: {
    title: ({ orderNumber }) => `Pembayaran pesanan ${orderNumber} kami terima`,
    body: ({ orderId, totalRupiah }, details) => [
      text(`Terima kasih. Pembayaran ${rupiah(totalRupiah)} sudah kami terima dan penjual sudah kami beri tahu.`),
      ...linesOf(details, 'id'),
      ...pickUpCodes(details),
      text('Uang Anda kami simpan sampai barang atau layanan Anda terima.'),
      toOrder(details, orderId),
    ],
  },
  order_rejected: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} tidak dapat dipenuhi`,
    body: ({ orderId, reason }, details) => [
      text(
        `Maaf, pesanan Anda tidak dapat dipenuhi: ${wordIn(words.orderRejection, reason)}.`,
        'Tidak ada biaya yang ditagih, dan keranjang Anda masih ada.',
      ),
      toOrder(details, orderId),
    ],
  },
  order_expired: {
    title: ({ orderNumber }) => `Batas waktu pembayaran pesanan ${orderNumber} sudah lewat`,
    body: ({ orderId }, details) => [
      text(
        'Pembayaran belum kami terima sampai batas waktunya, jadi pesanan ini batal. Bila Anda terlanjur membayar, uang Anda kami kembalikan seluruhnya.',
      ),
      toOrder(details, orderId),
    ],
  },
  order_cancelled: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} dibatalkan`,
    body: ({ orderId, reason }, details) => [
      text(
        `Pesanan ini dibatalkan ${wordIn(words.cancelReason, reason)}. Bila Anda terlanjur membayar, uang Anda kami kembalikan seluruhnya.`,
      ),
      toOrder(details, orderId),
    ],
  },
  parcel_shipped: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} sudah dikirim`,
    body: ({ orderId, sellerOrderId, sellerId, courier, trackingNumber }, details) => [
      text(`Kiriman dari ${store(details, sellerOrderId)} sedang dalam perjalanan.`),
      ...linesOf(details, 'id', sellerId),
      ...(trackingNumber === undefined ? [] : [facts(['Kurir', courier?.toUpperCase() ?? '-'], ['Nomor resi', trackingNumber])]),
      toOrder(details, orderId),
    ],
  },
  parcel_delivered: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} dinyatakan sampai`,
    body: ({ orderId, sellerOrderId, completesAt }, details) => [
      text(`Menurut ${store(details, sellerOrderId)} pesanan Anda sudah sampai.`),
      text(
        `Bila belum Anda terima, laporkan sebelum ${time(completesAt)}. Setelah itu pesanan dianggap selesai dan penjual menerima uangnya.`,
      ),
      toOrder(details, orderId),
    ],
  },
  parcel_completed: {
    title: ({ orderNumber }) => `Pesanan ${orderNumber} selesai`,
    body: ({ orderId, sellerOrderId }, details) => [
      text(`Bagian pesanan dari ${store(details, sellerOrderId)} sudah selesai. Terima kasih sudah berbelanja dari pelaku usaha daerah.`),
      toOrder(details, orderId),
    ],
  },
  parcel_cancelled: {
    title: ({ orderNumber }) => `Sebagian pesanan ${orderNumber} dibatalkan`,
    body: ({ orderId, sellerOrderId, sellerId, reason, amountRupiah }, details) => [
      text(`Bagian pesanan dari ${store(details, sellerOrderId)} dibatalkan: ${wordIn(words.parcelReason, reason)}.`),
      ...linesOf(details, 'id', sellerId),
      text(`${rupiah(amountRupiah)} kami kembalikan kepada Anda. Bagian pesanan dari penjual lain tidak berubah.`),
      toOrder(details, orderId),
    ],
  },
};
