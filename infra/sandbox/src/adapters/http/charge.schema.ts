import { z } from 'zod';
import { banks } from '../../domain/bank.ts';
import type { ChargeRequest } from '../../domain/charge.ts';
import { fromOrderTime } from '../../domain/wire-time.ts';
import { orderIdPattern } from './order-id.ts';

const unitMs = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

const customExpirySchema = z.object({
  order_time: z
    .string()
    .refine((text) => fromOrderTime(text) !== null, 'must look like 2026-11-24 20:57:00 +0700')
    .optional(),
  expiry_duration: z.number().int().min(1).max(100_000),
  unit: z.enum(['second', 'minute', 'hour', 'day']).default('minute'),
});

// Fields beyond these are ignored, as the provider does.
const wireSchema = z.object({
  payment_type: z.enum(['bank_transfer', 'qris']),
  transaction_details: z.object({
    order_id: z.string().regex(orderIdPattern),
    gross_amount: z.number().int().min(1).max(1_000_000_000_000),
  }),
  bank_transfer: z
    .object({
      bank: z.enum(banks),
      va_number: z
        .string()
        .regex(/^\d{1,11}$/)
        .optional(),
    })
    .optional(),
  qris: z.object({ acquirer: z.enum(['gopay', 'airpay shopee']).default('gopay') }).optional(),
  item_details: z
    .array(z.object({ price: z.number().int(), quantity: z.number().int().min(1), name: z.string().max(50) }))
    .max(1000)
    .optional(),
  customer_details: z.looseObject({}).optional(),
  custom_expiry: customExpirySchema.optional(),
});

type Wire = z.infer<typeof wireSchema>;

const itemsRupiah = (items: NonNullable<Wire['item_details']>): number => items.reduce((sum, item) => sum + item.price * item.quantity, 0);

export const chargeSchema = wireSchema.superRefine((wire, context) => {
  const fault = (path: string[], message: string): void => context.addIssue({ code: 'custom', path, message });
  if (wire.payment_type === 'bank_transfer' && wire.bank_transfer === undefined) fault(['bank_transfer'], 'is required');
  if (wire.item_details !== undefined && itemsRupiah(wire.item_details) !== wire.transaction_details.gross_amount) {
    fault(['transaction_details', 'gross_amount'], 'is not equal to the sum of item_details');
  }
});

const methodOf = (wire: Wire): ChargeRequest['method'] =>
  wire.bank_transfer !== undefined && wire.payment_type === 'bank_transfer'
    ? { type: 'bank_transfer', bank: wire.bank_transfer.bank, vaSuffix: wire.bank_transfer.va_number }
    : { type: 'qris', acquirer: wire.qris?.acquirer ?? 'gopay' };

export type Around = { readonly notificationUrls: readonly string[]; readonly atMs: number };

export const toChargeRequest = (wire: Wire, { notificationUrls, atMs }: Around): ChargeRequest => {
  const expiry = wire.custom_expiry;
  const startMs = expiry?.order_time === undefined ? atMs : (fromOrderTime(expiry.order_time) ?? atMs);
  return {
    orderId: wire.transaction_details.order_id,
    grossRupiah: wire.transaction_details.gross_amount,
    method: methodOf(wire),
    expiresAtMs: expiry === undefined ? null : startMs + expiry.expiry_duration * unitMs[expiry.unit],
    notificationUrls,
  };
};
