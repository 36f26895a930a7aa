import { ok, rejectWith, type Result } from '@wadah/kit';
import type { Versioned } from '../../app/ports.ts';
import type { SeenOrder } from '../../app/read-order.ts';
import { orderNotFound } from '../../domain/order-not-found.ts';
import type { OrderRejection, RejectedLine, RejectedOrder } from '../../domain/order.ts';

/** Refusals that left a rejected order behind: a retry under the same key gets the same answer. */
export const rejectedOrderCodes = ['insufficient-stock', 'price-changed', 'not-on-sale', 'order-timeout'] as const;

const faults: Readonly<Record<OrderRejection['reason'], { readonly code: (typeof rejectedOrderCodes)[number]; readonly detail: string }>> =
  {
    insufficient_stock: { code: 'insufficient-stock', detail: 'There is not enough of it left.' },
    price_changed: { code: 'price-changed', detail: 'A price has changed.' },
    not_on_sale: { code: 'not-on-sale', detail: 'Something of it is not on sale any more.' },
    timeout: { code: 'order-timeout', detail: 'The stock could not be reserved in time; nothing was charged.' },
  };

const toProblemLine = ({ fault: _fault, requested, available, ...line }: RejectedLine, reason: OrderRejection['reason']) =>
  reason === 'insufficient_stock' ? { variantId: line.variantId, requested, available } : line;

const rejection = ({ orderId, rejection: { reason, lines } }: RejectedOrder) =>
  rejectWith({
    kind: 'conflict',
    ...faults[reason],
    extra: { orderId, lines: lines.filter(({ fault }) => fault === reason).map((line) => toProblemLine(line, reason)) },
  });

/** Who waited for catalogue's answer is told a refusal as one; the rejected order exists all the same. */
export const placedOrRejected = ({ order, version }: Versioned, waited: boolean): Result<SeenOrder> => {
  if (order.status === 'absent') return orderNotFound();
  return waited && order.status === 'rejected' ? rejection(order) : ok({ order, version });
};
