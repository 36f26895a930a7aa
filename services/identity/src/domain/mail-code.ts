import { assertNever, ok, type Result } from '@wadah/kit';
import { CODE_TRIES_MAX } from './registration.ts';
import type { Locale, Sealed } from './sealed.ts';
import { codeInvalid } from './try-code.ts';

export type MailCodePurpose = 'password_reset' | 'mail_change' | 'mail_change_notice';

export type MailCodeDraft = {
  readonly codeId: string;
  readonly purpose: MailCodePurpose;
  /** Absent where a reset was asked for an address that has no account; then nothing fits it. */
  readonly accountId?: string;
  /** False where nothing fits: nobody has been mailed, or the address belongs to no account, or to another one. */
  readonly fits: boolean;
  /** Of its account; a closing since then leaves it worth nothing. */
  readonly generation: number;
  /** Where it is mailed: the new address of a change, else the one that the account has or had. */
  readonly email: Sealed;
  readonly locale: Locale;
  readonly code: Sealed;
  /** Keyed. A secret is found by it, six digits are compared by it. */
  readonly codeHash: string;
  readonly endsAt: Date;
};

export type OpenMailCode = MailCodeDraft & { readonly status: 'open'; readonly triesLeft: number };

export type MailCode =
  | { readonly status: 'absent' }
  | OpenMailCode
  /** Dead after wrong tries; address and code are gone. */
  | { readonly status: 'over'; readonly codeId: string; readonly endsAt: Date };

export type MailCodeEvent =
  | { readonly type: 'MailCodeMade'; readonly draft: MailCodeDraft; readonly mailed: boolean; readonly at: Date }
  | { readonly type: 'WrongMailCodeTried' };

export const RESET_SECONDS = 30 * 60;

export const noMailCode: MailCode = { status: 'absent' };

export const evolveMailCode = (mailCode: MailCode, event: MailCodeEvent): MailCode => {
  switch (event.type) {
    case 'MailCodeMade':
      return { ...event.draft, status: 'open', triesLeft: CODE_TRIES_MAX };
    case 'WrongMailCodeTried': {
      if (mailCode.status !== 'open') return mailCode;
      const { codeId, endsAt, triesLeft } = mailCode;
      return triesLeft > 1 ? { ...mailCode, triesLeft: triesLeft - 1 } : { status: 'over', codeId, endsAt };
    }
    default:
      return assertNever(event);
  }
};

export type MakeMailCode = { readonly draft: MailCodeDraft; readonly mailed: boolean; readonly at: Date };

export const decideMakeMailCode = (mailCode: MailCode, command: MakeMailCode): Result<readonly MailCodeEvent[]> =>
  mailCode.status === 'absent' ? ok([{ type: 'MailCodeMade', ...command }]) : ok([]);

/** Good for whom it was made, and in time. A secret of 160 bits has no tries to count: nobody who guesses finds it. */
export const isGood = (mailCode: MailCode, at: Date): mailCode is OpenMailCode & { readonly accountId: string } =>
  mailCode.status === 'open' && mailCode.fits && mailCode.accountId !== undefined && at < mailCode.endsAt;

/** Of six digits. A wrong try is an event and no refusal, because it must be counted; the right one leaves the code for a repeat after a crash. */
export const decideTryMailCode = (mailCode: MailCode, { matches, at }: { readonly matches: boolean; readonly at: Date }) => {
  if (mailCode.status !== 'open' || at >= mailCode.endsAt) return codeInvalid();
  const events: readonly MailCodeEvent[] = matches && isGood(mailCode, at) ? [] : [{ type: 'WrongMailCodeTried' }];
  return ok(events);
};
