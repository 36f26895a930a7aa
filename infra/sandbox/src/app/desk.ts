import { effectiveSwitches, type Switches } from '../domain/switches.ts';
import { everyPayment, type Ledger } from './ledger.ts';

/** What every use-case of the provider works with. */
export type Desk = {
  readonly ledger: Ledger;
  readonly now: () => number;
  readonly newId: () => string;
  readonly randomDigits: (count: number) => string;
  readonly serverKey: string;
  readonly signingKey: string;
  readonly notificationUrl: string | null;
  readonly payoutNotificationUrl: string | null;
  /** Says that there may be messages to send. */
  readonly wake: () => void;
};

export const switchesOf = (desk: Desk, key: string): Switches =>
  effectiveSwitches(desk.ledger.settings(everyPayment), desk.ledger.settings(key));
