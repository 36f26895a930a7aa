import type { SecurityTexts } from '../template.ts';

const notYou = 'If it was not you, reset your password now and close all sessions.';

export const securityTexts: SecurityTexts = {
  password_changed: {
    title: 'Your Wadah password was changed',
    lines: ['The password of your account was just changed. All other sessions are closed.', notYou],
  },
  password_reset: {
    title: 'Your Wadah password was reset',
    lines: ['The password of your account was just reset with a code sent to this address. All sessions before it are closed.', notYou],
  },
  mail_restored: {
    title: 'The mail address of your Wadah account was restored',
    lines: [
      'This address belongs to your account again. All sessions are closed, and a code to set a new password is on its way to you.',
      'Set a new password before you go on.',
    ],
  },
  second_factor_added: {
    title: 'Your Wadah account has a second factor now',
    lines: ['From now on signing in needs a code of your authenticator app. Keep your recovery codes in a safe place.', notYou],
  },
  recovery_code_used: {
    title: 'A recovery code of your Wadah account was used',
    lines: ['Somebody signed in with one of your recovery codes. It is used up.', notYou],
  },
  second_factor_removal_requested: {
    title: 'The second factor of your Wadah account is to be removed',
    lines: [
      'An operator asked to remove the second factor of your account. Another operator must agree, and it takes at least 24 hours.',
      'If you did not ask for it, sign in and tell an operator at once.',
    ],
  },
  second_factor_removed: {
    title: 'The second factor of your Wadah account was removed',
    lines: [
      'Two operators removed the second factor of your account. Other sessions are closed. Set it up again when you sign in next.',
      'If you did not ask for it, tell an operator at once.',
    ],
  },
  refresh_reused: {
    title: 'A session of your Wadah account was closed for safety',
    lines: [
      'An old key of one of your sessions was used again, as a thief would do it. We closed that session; please sign in again.',
      notYou,
    ],
  },
  blocked: {
    title: 'Your Wadah account is blocked',
    lines: [
      'An operator has blocked your account. You can’t sign in, and all sessions are closed.',
      'Orders that are paid go on, and refunds still reach you.',
    ],
  },
  reinstated: {
    title: 'Your Wadah account is open again',
    lines: ['An operator has lifted the block of your account. You can sign in as usual.'],
  },
  other: {
    title: 'The security of your Wadah account has changed',
    lines: ['Something about how your account is entered has changed. Please look at your account.', notYou],
  },
};
