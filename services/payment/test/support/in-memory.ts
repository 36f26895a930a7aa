import { memoryStore } from '@wadah/testing';
import type { Payments, Provider, Vault } from '../../src/app/ports.ts';
import type { PaymentEvent } from '../../src/domain/events.ts';
import { evolve } from '../../src/domain/evolve.ts';
import type { Payment } from '../../src/domain/payment.ts';

/** One payment under whatever id it is asked for, in the fake that the conformance suite holds to what the store does. */
export const inMemory = (begun: Payment): { readonly payments: Payments; current(): Payment } => {
  const store = memoryStore<Payment, PaymentEvent>({ initial: begun, evolve });
  const id = 'pay_1';
  const payments: Payments = {
    load: () => store.load(id),
    lastWritten: () => undefined,
    update: (_paymentId, decide) => store.update(id, decide),
    ofRefund: () => store.load(id),
  };
  return { payments, current: () => store.current(id) };
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
