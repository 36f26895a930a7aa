import { ok, type Result } from '@wadah/kit';
import type { Payments, Provider, Vault } from '../../src/app/ports.ts';
import type { PaymentEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Payment } from '../../src/domain/payment.ts';

/** One payment, decided on as the store decides. */
export const inMemory = (begun: Payment): { readonly payments: Payments; current(): Payment } => {
  let payment = begun;
  const payments: Payments = {
    load: async () => payment,
    lastWritten: () => undefined,
    update: async (_paymentId, decide) => {
      const decision: Result<readonly PaymentEvent[]> = decide(payment);
      if (!decision.ok) return decision;
      payment = decision.value.reduce(evolve, payment);
      return ok(payment);
    },
    ofRefund: async () => payment,
  };
  return { payments, current: () => payment };
};

const unanswered = async () => ({ kind: 'unanswered' }) as const;

/** Seals nothing; only the component tests look into the database. */
export const openVault: Vault = {
  seal: (number) => ({ masked: '••••', sealed: number }),
  open: ({ sealed }) => String(sealed),
  reseal: (number) => number,
};

export const silentProvider: Provider = {
  charge: unanswered,
  status: unanswered,
  cancel: unanswered,
  expire: unanswered,
  refund: unanswered,
  transfer: unanswered,
  transferStatus: unanswered,
};
