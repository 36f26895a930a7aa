import { assertNever, ok, reject, type Result } from '@wadah/kit';
import type { Registration, RegistrationEvent } from './registration.ts';

export type TryCode = { readonly matches: boolean; readonly at: Date };

/** One answer for an unknown registration, a wrong code, a dead one and one of a known address: nobody learns which. */
export const codeInvalid = (): Result<never> =>
  reject('unprocessable', 'code-invalid', 'This code is wrong, used or over. Ask for another one.');

/** A wrong try is an event and no refusal, because it must be counted; the caller looks at the state that follows. */
export const decideTryCode = (registration: Registration, { matches, at }: TryCode): Result<readonly RegistrationEvent[]> => {
  switch (registration.status) {
    case 'absent':
    case 'over':
      return codeInvalid();
    case 'open':
      if (at >= registration.codeEndsAt) return codeInvalid();
      return ok([{ type: matches && !registration.known ? 'RegistrationProven' : 'WrongCodeTried' }]);
    // A crash may have come between the proof and the account, so the right code may go on.
    case 'proven':
      return matches ? ok([]) : codeInvalid();
    default:
      return assertNever(registration);
  }
};

/** What the sweep of codes decides: a code that is over leaves neither address nor code behind. */
export const decideEndCode = (registration: Registration, at: Date): Result<readonly RegistrationEvent[]> =>
  registration.status === 'open' && at >= registration.codeEndsAt ? ok([{ type: 'CodeEnded' }]) : ok([]);
