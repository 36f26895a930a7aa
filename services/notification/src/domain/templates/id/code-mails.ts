import { code, link, text, type Block } from '../../content.ts';
import { pageOf } from '../order-lines.ts';
import type { CodeTemplates, Details } from '../template.ts';

const shown = (details: Details): readonly Block[] => (details.code === undefined ? [] : [code(details.code)]);
const linked = (details: Details, label: string, page: string): readonly Block[] =>
  details.code === undefined ? [] : [link(label, pageOf(details, `${page}#code=${details.code}`))];
const ignore = text('Bila Anda tidak memintanya, abaikan surel ini. Jangan berikan kode ini kepada siapa pun.');

/** A stranger can cause these, so they hold nothing that anybody typed, not even a name. */
export const codeMails: CodeTemplates = {
  code_verification: {
    title: () => 'Kode pendaftaran Wadah',
    body: (_facts, details) => [
      text('Masukkan kode ini untuk membuktikan bahwa alamat surel ini milik Anda. Kode berlaku 15 menit.'),
      ...shown(details),
      ignore,
    ],
  },
  code_already_registered: {
    title: () => 'Alamat ini sudah terdaftar di Wadah',
    body: () => [
      text('Seseorang mencoba memakai alamat surel ini untuk akun di Wadah, padahal sudah ada akun dengan alamat ini.'),
      text(
        'Bila itu Anda, masuklah seperti biasa, atau atur ulang kata sandi Anda. Bila bukan, abaikan surel ini; tidak ada yang berubah.',
      ),
    ],
  },
  code_password_reset: {
    title: () => 'Atur ulang kata sandi Wadah',
    body: (_facts, details) => [
      text('Pakai kode ini untuk mengatur kata sandi baru. Kode berlaku 30 menit dan hanya sekali.'),
      ...shown(details),
      ...linked(details, 'Atur kata sandi', '/password-resets'),
      ignore,
    ],
  },
  code_mail_change: {
    title: () => 'Kode untuk alamat surel baru Anda',
    body: (_facts, details) => [
      text('Masukkan kode ini untuk memakai alamat ini di akun Wadah Anda. Kode berlaku 15 menit.'),
      ...shown(details),
      ignore,
    ],
  },
  code_mail_change_notice: {
    title: () => 'Alamat surel akun Wadah Anda diganti',
    body: (_facts, details) => [
      text('Alamat surel akun Anda baru saja diganti. Bila bukan Anda, kembalikan dengan kode ini dalam 7 hari; semua sesi akan ditutup.'),
      ...shown(details),
      ...linked(details, 'Kembalikan alamat lama', '/email-reversals'),
    ],
  },
  code_invitation: {
    title: () => 'Undangan ke Wadah',
    body: (_facts, details) => [
      text('Anda diundang ke Wadah. Terima undangan dengan kode ini; berlaku 7 hari dan hanya sekali.'),
      ...shown(details),
      ...linked(details, 'Terima undangan', '/invitations'),
      text('Bila Anda tidak mengenal undangan ini, abaikan surel ini.'),
    ],
  },
};
