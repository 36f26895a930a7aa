import type { LiveSeller, SealedNumber, Statement } from '../../src/domain/seller.ts';

export const sealed = (tail: string): SealedNumber => ({ masked: `••••${tail}`, hash: `hash-${tail}`, sealed: {} });

export const statement: Statement = {
  name: 'Koperasi Gula Aren',
  regency: '36.02',
  agencyId: 'agy_1',
  owner: { name: 'Ujang Suhendar', nik: sealed('9901') },
  phone: '+6281200000000',
  nib: '9900382258049',
  npwp: sealed('0303'),
  bankAccount: { bank: 'bank_banten', number: sealed('0417'), holder: 'Koperasi Gula Aren' },
};

const { nib: _nib, npwp: _npwp, bankAccount: _bankAccount, ...person } = statement;

/** An applicant with nothing but a name and a phone. */
export const personStatement: Statement = person;

export const at = new Date('2026-11-24T08:00:00Z');

export const applied: LiveSeller = {
  status: 'applied',
  sellerId: 'sel_1',
  founderId: 'acc_1',
  application: { statement, status: 'open', at },
  level: 'L0',
  deliveryMethods: [],
};

export const verified: LiveSeller = {
  ...applied,
  status: 'verified',
  approved: statement,
  level: 'L2',
  application: { ...applied.application, status: 'approved' },
};

export const suspendedBy = (by: 'curator' | 'operator'): LiveSeller => ({
  ...verified,
  status: 'suspended',
  suspension: { by, actorId: 'acc_9', reason: 'Laporan pembeli', at },
});

export const returned: LiveSeller = { ...applied, status: 'returned', application: { ...applied.application, status: 'returned' } };

export const rejected: LiveSeller = { ...applied, status: 'rejected', application: { ...applied.application, status: 'rejected' } };
