import type { ActiveAccount } from '../../src/domain/account.ts';
import type { InvitationDraft } from '../../src/domain/invitation.ts';
import type { RegistrationDraft } from '../../src/domain/registration.ts';
import type { OpenSession } from '../../src/domain/session.ts';

export const at = new Date('2026-11-24T07:00:00Z');
export const later = (seconds: number) => new Date(at.getTime() + seconds * 1000);

const sealed = { keyId: 'k', iv: 'i', tag: 't', text: 'x' };

export const registrationDraft: RegistrationDraft = {
  registrationId: 'reg_1',
  known: false,
  emailHash: 'hash',
  email: sealed,
  name: sealed,
  locale: 'id',
  passwordHash: 'argon',
  code: sealed,
  codeHash: 'code',
  codeEndsAt: later(900),
};

export const openSession: OpenSession = {
  status: 'open',
  sessionId: 'ses_1',
  accountId: 'acc_1',
  currentHash: 'second',
  previous: { hash: 'first', usedAt: at },
  openedAt: at,
  usedAt: at,
  idleUntil: later(30 * 86_400),
  endsAt: later(90 * 86_400),
};

export const activeAccount: ActiveAccount = {
  status: 'active',
  accountId: 'acc_1',
  email: 'siti@wadah.test',
  name: 'Siti',
  locale: 'id',
  passwordHash: 'argon',
  registeredAt: at,
};

export const invitationDraft: InvitationDraft = {
  invitationId: 'inv_1',
  email: sealed,
  role: 'curator',
  organisationId: 'agy_1',
  invitedBy: 'acc_1',
  locale: 'id',
  code: sealed,
  codeHash: 'code',
  endsAt: later(7 * 86_400),
};

export const refusal = (code: string) => ({ ok: false, rejection: expect.objectContaining({ code }) });

export const allowed = (value: unknown) => ({ ok: true, value });
