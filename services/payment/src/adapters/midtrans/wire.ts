import { z } from 'zod';

/** Every answer names its outcome in the body; the HTTP status may say 200 to anything. */
export const head = z.object({ status_code: z.string().max(3) });

export const chargeBody = z.object({
  va_numbers: z.array(z.object({ va_number: z.string().max(40) })).optional(),
  permata_va_number: z.string().max(40).optional(),
  qr_string: z.string().max(1_000).optional(),
});

export const statusBody = chargeBody.extend({
  transaction_status: z.string(),
  fraud_status: z.string().optional(),
  gross_amount: z.string(),
  refunds: z.array(z.object({ refund_key: z.string(), refund_amount: z.string(), bank_confirmed_at: z.string().optional() })).optional(),
});

export const refundBody = z.object({ bank_confirmed_at: z.string().optional() });

/** "150000.00" → 150000; a fraction of a rupiah does not exist, so it makes the answer unreadable. */
export const readRupiah = (text: string): number | undefined => {
  const match = /^(\d{1,15})(?:\.0{1,2})?$/.exec(text);
  return match === null ? undefined : Number(match[1]);
};

const jakartaOffsetMs = 7 * 3_600_000;

/** `2026-11-24 20:57:00 +0700` */
export const toOrderTime = (at: Date): string =>
  `${new Date(at.getTime() + jakartaOffsetMs).toISOString().slice(0, 19).replace('T', ' ')} +0700`;
