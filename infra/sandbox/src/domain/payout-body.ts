import { toWireAmount } from './amount.ts';
import { payoutStateAt, type Payout, type PayoutStatus } from './payout.ts';
import type { Body } from './transaction-body.ts';

const faults: Readonly<Partial<Record<PayoutStatus, Body>>> = {
  failed: { error_code: '012', error_message: 'Rejected by the beneficiary bank' },
  bounced: { error_code: '013', error_message: 'Returned by the beneficiary bank' },
};

/** The answer of the payout call and the body of its notification. Iris writes ISO times, unlike the charge side. */
export const payoutBody = (payout: Payout, atMs: number): Body => {
  const { status, sinceMs } = payoutStateAt(payout, atMs);
  return {
    amount: toWireAmount(payout.request.rupiah),
    beneficiary_name: payout.request.beneficiaryName,
    beneficiary_account: payout.request.beneficiaryAccount,
    bank: payout.request.beneficiaryBank,
    reference_no: payout.referenceNo,
    notes: payout.request.notes,
    status,
    created_by: 'Wadah',
    created_at: new Date(payout.createdAtMs).toISOString(),
    updated_at: new Date(sinceMs).toISOString(),
    ...faults[status],
  };
};
