import type { Words } from './words.ts';

export const id: Words = {
  status: {
    draft: 'Draf',
    submitted: 'Menunggu keputusan kurator',
    published: 'Terbit',
    returned: 'Dikembalikan untuk diperbaiki',
    rejected: 'Ditolak',
    unpublished: 'Ditarik dari penjualan',
  },
  kind: {
    goods: 'Barang',
    tour: 'Wisata',
    service: 'Jasa',
  },
  decision: {
    approve: 'Disetujui',
    return: 'Dikembalikan untuk diperbaiki',
    reject: 'Ditolak',
  },
};
