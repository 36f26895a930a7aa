import { assertNever } from '@wadah/kit';
import type { Locale, Sealed } from './sealed.ts';

export type RegistrationDraft = {
  readonly registrationId: string;
  /** The address has an account already: the mail says so, and no code fits. */
  readonly known: boolean;
  /** Keyed, for finding the registrations of one address. */
  readonly emailHash: string;
  readonly email: Sealed;
  readonly name: Sealed;
  readonly locale: Locale;
  readonly passwordHash: string;
  readonly code: Sealed;
  readonly codeHash: string;
  readonly codeEndsAt: Date;
};

export type OpenRegistration = RegistrationDraft & { readonly status: 'open'; readonly triesLeft: number };

/** Its code was right; it lives until the account and the first session do. */
export type ProvenRegistration = Omit<OpenRegistration, 'status' | 'code'> & { readonly status: 'proven' };

export type Registration =
  | { readonly status: 'absent' }
  | OpenRegistration
  | ProvenRegistration
  /** Its code is dead or over; address, name and code are gone. */
  | { readonly status: 'over'; readonly registrationId: string; readonly emailHash: string };

export type RegistrationEvent =
  /** Without `mailed`, the address or the client has had too many codes: the same answer and no mail. */
  | { readonly type: 'RegistrationBegun'; readonly draft: RegistrationDraft; readonly mailed: boolean; readonly at: Date }
  | { readonly type: 'WrongCodeTried' }
  | { readonly type: 'RegistrationProven' }
  | { readonly type: 'CodeEnded' };

export const CODE_TRIES_MAX = 5;
export const CODE_SECONDS = 15 * 60;
export const REGISTRATION_SECONDS = 24 * 3600;

export const noRegistration: Registration = { status: 'absent' };

const ended = (registration: Registration): Registration =>
  registration.status === 'absent'
    ? registration
    : { status: 'over', registrationId: registration.registrationId, emailHash: registration.emailHash };

const afterWrongCode = (registration: Registration): Registration => {
  if (registration.status !== 'open') return registration;
  const triesLeft = registration.triesLeft - 1;
  return triesLeft > 0 ? { ...registration, triesLeft } : ended(registration);
};

const proven = (registration: Registration): Registration => {
  if (registration.status !== 'open') return registration;
  const { code: _code, ...kept } = registration;
  return { ...kept, status: 'proven' };
};

export const evolveRegistration = (registration: Registration, event: RegistrationEvent): Registration => {
  switch (event.type) {
    case 'RegistrationBegun':
      return { ...event.draft, status: 'open', triesLeft: CODE_TRIES_MAX };
    case 'WrongCodeTried':
      return afterWrongCode(registration);
    case 'RegistrationProven':
      return proven(registration);
    case 'CodeEnded':
      return ended(registration);
    default:
      return assertNever(event);
  }
};
