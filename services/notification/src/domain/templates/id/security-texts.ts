import type { SecurityTexts } from '../template.ts';

const notYou = 'Bila bukan Anda, atur ulang kata sandi sekarang dan tutup semua sesi.';

export const securityTexts: SecurityTexts = {
  password_changed: {
    title: 'Kata sandi Wadah Anda diganti',
    lines: ['Kata sandi akun Anda baru saja diganti. Semua sesi lain sudah ditutup.', notYou],
  },
  password_reset: {
    title: 'Kata sandi Wadah Anda diatur ulang',
    lines: [
      'Kata sandi akun Anda baru saja diatur ulang dengan kode yang dikirim ke alamat ini. Semua sesi sebelumnya sudah ditutup.',
      notYou,
    ],
  },
  mail_restored: {
    title: 'Alamat surel akun Wadah Anda dikembalikan',
    lines: [
      'Alamat ini kembali menjadi alamat akun Anda. Semua sesi sudah ditutup, dan kode untuk mengatur kata sandi baru sedang dikirim.',
      'Atur kata sandi baru sebelum melanjutkan.',
    ],
  },
  second_factor_added: {
    title: 'Akun Wadah Anda kini memakai faktor kedua',
    lines: ['Mulai sekarang Anda masuk dengan kode dari aplikasi autentikator. Simpan kode pemulihan di tempat aman.', notYou],
  },
  recovery_code_used: {
    title: 'Kode pemulihan akun Wadah Anda dipakai',
    lines: ['Seseorang masuk dengan salah satu kode pemulihan Anda. Kode itu tidak berlaku lagi.', notYou],
  },
  second_factor_removal_requested: {
    title: 'Faktor kedua akun Wadah Anda diminta dihapus',
    lines: [
      'Seorang operator meminta faktor kedua akun Anda dihapus. Operator lain harus menyetujuinya, dan perlu sedikitnya 24 jam.',
      'Bila Anda tidak memintanya, segera masuk dan beri tahu operator.',
    ],
  },
  second_factor_removed: {
    title: 'Faktor kedua akun Wadah Anda dihapus',
    lines: [
      'Dua operator menghapus faktor kedua akun Anda. Sesi lain sudah ditutup. Pasang lagi saat Anda masuk berikutnya.',
      'Bila Anda tidak memintanya, segera beri tahu operator.',
    ],
  },
  refresh_reused: {
    title: 'Sebuah sesi akun Wadah Anda kami tutup demi keamanan',
    lines: [
      'Kunci lama salah satu sesi Anda dipakai lagi, seperti yang dilakukan pencuri. Sesi itu kami tutup; silakan masuk lagi.',
      notYou,
    ],
  },
  blocked: {
    title: 'Akun Wadah Anda diblokir',
    lines: [
      'Operator memblokir akun Anda. Anda tidak dapat masuk, dan semua sesi sudah ditutup.',
      'Pesanan yang sudah dibayar tetap berjalan, dan pengembalian uang tetap sampai kepada Anda.',
    ],
  },
  reinstated: {
    title: 'Akun Wadah Anda dibuka kembali',
    lines: ['Operator mencabut pemblokiran akun Anda. Anda dapat masuk seperti biasa.'],
  },
  other: {
    title: 'Keamanan akun Wadah Anda berubah',
    lines: ['Cara masuk ke akun Anda berubah. Silakan periksa akun Anda.', notYou],
  },
};
