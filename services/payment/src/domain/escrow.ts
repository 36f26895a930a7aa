import { idLike, ok, reject, rejectWith, type Result } from '@wadah/kit';
import { commissionOn } from './commission-rate.ts';
import type { PaymentEvent } from './events.ts';
import { aboutOf, partRupiah, type Captured, type Part, type Payment, type SellerPart } from './payment.ts';
import { leaseEnd } from './schedule.ts';
import { taxWithheldOn } from './tax-rate.ts';

export type SettlePart = { readonly part: SellerPart; readonly at: Date };

/** `cause` is why the seller order was cancelled, for the statement. */
export type RefundPart = SettlePart & { readonly cause?: string };

type Found = { readonly payment: Captured; readonly part: Part };

/** The part that a seller order's end is about, with the very amounts that were paid. */
const findPart = (payment: Payment, { part: told }: SettlePart): Result<Found> => {
  if (payment.status === 'absent' || payment.status === 'barred') return reject('not_found', 'payment-not-found', 'No such payment.');
  if (payment.status !== 'captured' || payment.late) {
    return rejectWith({
      kind: 'conflict',
      code: 'payment-state',
      detail: 'This payment holds nothing in escrow.',
      extra: { currentStatus: payment.status },
    });
  }
  const part = payment.parts.find(({ sellerOrderId }) => sellerOrderId === told.sellerOrderId);
  if (part === undefined) return reject('not_found', 'payment-not-found', 'This payment has no such part.');
  if (partRupiah(part) !== partRupiah(told)) return reject('unprocessable', 'amounts-differ', 'The amounts are not those that were paid.');
  return ok({ payment, part });
};

const withoutEscrow = ({ escrow: _, ...part }: Part): SellerPart => part;

/** The buyer has the goods: the part becomes the seller's, less commission and tax. */
export const decideReleasePart = (payment: Payment, command: SettlePart): Result<readonly PaymentEvent[]> => {
  const found = findPart(payment, command);
  if (!found.ok) return found;
  const { part } = found.value;
  if (part.escrow === 'released') return ok([]);
  if (part.escrow !== 'held') return reject('conflict', 'escrow-refunded', 'This part has gone back to the buyer.');
  const { at } = command;
  const commissionRupiah = commissionOn(part.goodsRupiah, at);
  const taxRupiah = part.taxRupiah + taxWithheldOn(part.goodsRupiah, at);
  const about = aboutOf(found.value.payment);
  return ok([{ type: 'EscrowReleased', about, part: withoutEscrow(part), commissionRupiah, taxRupiah, at }]);
};

/** The seller order was cancelled: exactly its part goes back, once, under the seller order's id. */
export const decideRefundPart = (payment: Payment, command: RefundPart): Result<readonly PaymentEvent[]> => {
  const found = findPart(payment, command);
  if (!found.ok) return found;
  const { part } = found.value;
  if (part.escrow === 'refunded') return ok([]);
  if (part.escrow !== 'held') return reject('conflict', 'escrow-released', 'This part belongs to the seller already.');
  const { at, cause } = command;
  const { sellerOrderId } = part;
  const whose = { about: aboutOf(found.value.payment), refundId: idLike('ref', sellerOrderId), sellerOrderId };
  const money = { amountRupiah: partRupiah(part), reason: 'seller_order_cancelled', parts: [withoutEscrow(part)] } as const;
  const why = cause === undefined ? {} : { cause };
  return ok([{ type: 'RefundRequested', ...whose, ...money, ...why, at, nextAt: leaseEnd(at) }]);
};
