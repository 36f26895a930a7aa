import type { Words } from './words.ts';

export const id: Words = {
  sellerStatus: {
    applied: 'Menunggu diverifikasi',
    verified: 'Terverifikasi',
    returned: 'Pengajuan dikembalikan untuk diperbaiki',
    rejected: 'Pengajuan ditolak',
    suspended: 'Dibekukan',
  },
  applicationStatus: {
    open: 'Menunggu keputusan kurator',
    approved: 'Disetujui',
    returned: 'Dikembalikan untuk diperbaiki',
    rejected: 'Ditolak',
  },
  decision: {
    approve: 'Disetujui',
    return: 'Dikembalikan untuk diperbaiki',
    reject: 'Ditolak',
  },
  sanctionBy: {
    curator: 'Kurator dinas',
    operator: 'Operator',
  },
};
