import type { Words } from './words.ts';

export const id: Words = {
  paymentStatus: {
    requested: 'Menunggu pembayaran',
    captured: 'Sudah dibayar',
    expired: 'Tidak dibayar sampai batas waktunya',
    voided: 'Dibatalkan',
    failed: 'Pembayaran gagal',
    mismatched: 'Jumlah yang diterima berbeda, seluruhnya dikembalikan',
  },
  escrow: {
    unpaid: 'Belum dibayar',
    held: 'Dana ditahan untuk penjual',
    released: 'Dana diteruskan kepada penjual',
    refunded: 'Dana dikembalikan kepada pembeli',
  },
  refundStatus: {
    requested: 'Pengembalian dana dimulai',
    processing: 'Dana sedang dikembalikan',
    account_needed: 'Menunggu nomor rekening pembeli',
    completed: 'Dana sudah dikembalikan',
  },
  refundReason: {
    seller_order_cancelled: 'Pesanan pada penjual ini dibatalkan',
    late_capture: 'Pembayaran masuk setelah batas waktunya',
    order_ended: 'Pesanan sudah berakhir',
    amount_mismatch: 'Jumlah yang dibayar tidak sama dengan tagihan',
  },
  cause: {
    out_of_stock: 'Barang habis',
    damaged: 'Barang rusak',
    seller_other: 'Penjual tidak dapat memenuhi pesanan',
    buyer_withdrew: 'Dibatalkan pembeli sebelum diterima penjual',
    not_accepted: 'Penjual tidak menjawab sampai batas waktunya',
    not_shipped: 'Penjual tidak mengirim sampai batas waktunya',
    decision: 'Diputuskan oleh operator',
    other: 'Alasan lain',
  },
  statementKind: {
    capture: 'Dana pembeli masuk',
    release: 'Dana diteruskan kepada penjual',
    refund: 'Dana dikembalikan kepada pembeli',
  },
};
