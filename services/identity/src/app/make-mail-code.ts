import { secondsAfter, type Now, type Result } from '@wadah/kit';
import { decideMakeMailCode, RESET_SECONDS, type MailCode, type MailCodeDraft, type MailCodePurpose } from '../domain/mail-code.ts';
import { CODE_SECONDS } from '../domain/registration.ts';
import type { MailCodes, Secrets, Vault } from './ports.ts';
import { codeContext } from './register-account.ts';

export type MakeMailCodeDeps = {
  readonly mailCodes: Pick<MailCodes, 'update'>;
  readonly secrets: Pick<Secrets, 'mailCode' | 'secretCode'>;
  readonly vault: Pick<Vault, 'seal' | 'hash'>;
  readonly now: Now;
};

export type MailCodeOrder = Pick<MailCodeDraft, 'codeId' | 'purpose' | 'accountId' | 'fits' | 'generation' | 'locale'> & {
  readonly email: string;
  readonly mailed: boolean;
  /** Where it is not the usual time of its purpose. */
  readonly endsAt?: Date;
};

/** A change of address proves it with digits that are typed over; whatever may be used by who isn't signed in is a secret of 160 bits. */
const codeFor = ({ secrets, vault }: MakeMailCodeDeps, codeId: string, purpose: MailCodePurpose) => {
  if (purpose === 'mail_change') {
    const code = secrets.mailCode();
    return { code, codeHash: vault.hash(codeContext(codeId, code), 'code') };
  }
  const code = secrets.secretCode();
  return { code, codeHash: vault.hash(code, purpose === 'password_reset' ? 'reset' : 'reversal') };
};

/** The same work and the same write whether the code will fit anything or not. */
export const makeMailCode = async (deps: MakeMailCodeDeps, order: MailCodeOrder): Promise<Result<MailCode>> => {
  const { mailCodes, vault, now } = deps;
  const { email, mailed, endsAt, ...facts } = order;
  const at = now();
  const { code, codeHash } = codeFor(deps, facts.codeId, facts.purpose);
  const draft = {
    ...facts,
    email: vault.seal(email, `${facts.codeId}:email`),
    code: vault.seal(code, `${facts.codeId}:code`),
    codeHash,
    endsAt: endsAt ?? secondsAfter(at, facts.purpose === 'mail_change' ? CODE_SECONDS : RESET_SECONDS),
  };
  return mailCodes.update(facts.codeId, (found) => decideMakeMailCode(found, { draft, mailed, at }));
};
