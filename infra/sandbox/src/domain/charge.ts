import type { Bank } from './bank.ts';
import { done, refuse, type Outcome } from './outcome.ts';
import type { Method, Payment } from './payment.ts';

export type ChargeRequest = {
  readonly orderId: string;
  readonly grossRupiah: number;
  readonly method:
    | { readonly type: 'bank_transfer'; readonly bank: Bank; readonly vaSuffix: string | undefined }
    | { readonly type: 'qris'; readonly acquirer: string };
  /** Null: the provider's own default of the method. */
  readonly expiresAtMs: number | null;
  readonly notificationUrls: readonly string[];
};

export type ChargeContext = {
  readonly taken: boolean;
  readonly transactionId: string;
  readonly newMethod: (request: ChargeRequest) => Method;
  readonly atMs: number;
};

const minuteMs = 60_000;
const defaultLifeMs = { bank_transfer: 24 * 60 * minuteMs, qris: 15 * minuteMs } as const;

// Bank Indonesia's ceiling for one QRIS payment.
export const qrisMaxRupiah = 10_000_000;

export const decideCharge = (request: ChargeRequest, context: ChargeContext): Outcome<Payment> => {
  if (context.taken)
    return refuse(
      '406',
      'The request could not be completed due to a conflict with the current state of the target resource, please try again: duplicate order ID.',
    );
  if (request.method.type === 'qris' && request.grossRupiah > qrisMaxRupiah)
    return refuse('400', `transaction_details.gross_amount must be at most ${qrisMaxRupiah} for qris`);
  const expiresAtMs = request.expiresAtMs ?? context.atMs + defaultLifeMs[request.method.type];
  if (expiresAtMs <= context.atMs) return refuse('400', 'custom_expiry ends in the past');
  return done({
    orderId: request.orderId,
    transactionId: context.transactionId,
    method: context.newMethod(request),
    status: 'pending',
    chargedRupiah: request.grossRupiah,
    capture: null,
    createdAtMs: context.atMs,
    expiresAtMs,
    notificationUrls: request.notificationUrls,
    refunds: [],
  });
};
