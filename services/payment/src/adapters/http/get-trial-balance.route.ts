import { route } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { ReadTrialBalance } from '../../app/read-ledger.ts';

const rupiah = z.int().min(0);

const trialBalanceSchema = z.object({
  asOf: z.iso.datetime(),
  accounts: z.array(z.object({ account: z.string(), debitRupiah: rupiah, creditRupiah: rupiah })),
  totalDebitRupiah: rupiah,
  totalCreditRupiah: rupiah,
});

export const getTrialBalanceRoute = (readTrialBalance: ReadTrialBalance) =>
  route({
    operation: 'getTrialBalance',
    method: 'get',
    path: '/v1/ledger/trial-balance',
    summary: 'The sums of every account; debit equals credit.',
    tags: ['money'],
    auth: { role: ['operator', 'auditor'] },
    responses: { 200: trialBalanceSchema },
    handle: async () => ok(await readTrialBalance()),
    view: ({ asOf, ...sums }) => ({ asOf: asOf.toISOString(), ...sums }),
  });
