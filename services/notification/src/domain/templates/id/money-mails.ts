import { facts, link, text, type Block } from '../../content.ts';
import { rupiahText, timeText } from '../../format.ts';
import { pageOf } from '../order-lines.ts';
import type { Details, MoneyTemplates } from '../template.ts';

const rupiah = (amount: number) => rupiahText(amount, 'id');
const toOrder = (details: Details, orderId: string): Block => link('Lihat pesanan', pageOf(details, `/orders/${orderId}`));
const neverByMail = text('Masuklah ke Wadah dan isikan rekening atas nama Anda. Jangan kirimkan nomor rekening lewat surel.');

export const moneyMails: MoneyTemplates = {
  payment_late: {
    title: ({ orderNumber }) => `Pembayaran pesanan ${orderNumber} terlambat`,
    body: ({ orderId, amountRupiah }, details) => [
      text(`Pembayaran ${rupiah(amountRupiah)} tiba setelah pesanan berakhir. Semuanya kami kembalikan kepada Anda.`),
      text('Bila masih menginginkan barangnya, silakan pesan lagi.'),
      toOrder(details, orderId),
    ],
  },
  payment_mismatched: {
    title: ({ orderNumber }) => `Jumlah pembayaran pesanan ${orderNumber} tidak sesuai`,
    body: ({ orderId }, details) => [
      text('Jumlah yang tiba bukan jumlah yang kami minta, maka pesanan dibatalkan dan semua yang tiba kami kembalikan.'),
      text('Bila masih menginginkan barangnya, silakan pesan lagi dan bayar tepat sebesar jumlah yang tertera.'),
      toOrder(details, orderId),
    ],
  },
  refund_completed: {
    title: ({ orderNumber }) => `Uang untuk pesanan ${orderNumber} sudah dikembalikan`,
    body: ({ orderId, amountRupiah }, details) => [
      text(`${rupiah(amountRupiah)} sudah dikembalikan kepada Anda.`),
      toOrder(details, orderId),
    ],
  },
  refund_account_needed: {
    title: ({ orderNumber }) => `Kami memerlukan rekening Anda untuk mengembalikan uang pesanan ${orderNumber}`,
    body: ({ orderId, amountRupiah }, details) => [
      text(
        `${rupiah(amountRupiah)} adalah hak Anda, tetapi cara bayar yang Anda pakai tidak dapat menerima pengembalian, atau rekening yang Anda isikan tidak menerimanya.`,
      ),
      neverByMail,
      text('Kami terus mengingatkan sampai uang Anda kembali.'),
      toOrder(details, orderId),
    ],
  },
  refund_account_given: {
    title: ({ orderNumber }) => `Rekening untuk pengembalian uang pesanan ${orderNumber} sudah diisi`,
    body: ({ orderId, orderNumber, amountRupiah, transferAt }, details) => [
      text('Anda mengisikan rekening untuk pengembalian ini, atau menggantinya.'),
      facts(['Nomor pesanan', orderNumber], ['Jumlah', rupiah(amountRupiah)], ['Ditransfer mulai', timeText(transferAt, 'id')]),
      text('Sebelum waktu itu Anda dapat menggantinya. Bila bukan Anda yang mengisikan, ganti sekarang juga beserta kata sandi Anda.'),
      toOrder(details, orderId),
    ],
  },
};
