import { code, link, text, type Block } from '../../content.ts';
import { pageOf } from '../order-lines.ts';
import type { CodeTemplates, Details } from '../template.ts';

const shown = (details: Details): readonly Block[] => (details.code === undefined ? [] : [code(details.code)]);
const linked = (details: Details, label: string, page: string): readonly Block[] =>
  details.code === undefined ? [] : [link(label, pageOf(details, `${page}#code=${details.code}`))];
const ignore = text('If you did not ask for it, ignore this mail. Give this code to nobody.');

/** A stranger can cause these, so they hold nothing that anybody typed, not even a name. */
export const codeMails: CodeTemplates = {
  code_verification: {
    title: () => 'Your Wadah registration code',
    body: (_facts, details) => [
      text('Enter this code to prove that this mail address is yours. It is good for 15 minutes.'),
      ...shown(details),
      ignore,
    ],
  },
  code_already_registered: {
    title: () => 'This address is registered with Wadah already',
    body: () => [
      text('Somebody tried to use this mail address for an account at Wadah, but it has an account already.'),
      text('If it was you, sign in as usual or reset your password. If not, ignore this mail; nothing has changed.'),
    ],
  },
  code_password_reset: {
    title: () => 'Reset your Wadah password',
    body: (_facts, details) => [
      text('Use this code to set a new password. It is good for 30 minutes, and once.'),
      ...shown(details),
      ...linked(details, 'Set a password', '/password-resets'),
      ignore,
    ],
  },
  code_mail_change: {
    title: () => 'A code for your new mail address',
    body: (_facts, details) => [
      text('Enter this code to use this address with your Wadah account. It is good for 15 minutes.'),
      ...shown(details),
      ignore,
    ],
  },
  code_mail_change_notice: {
    title: () => 'The mail address of your Wadah account was changed',
    body: (_facts, details) => [
      text(
        'The mail address of your account was just changed. If it was not you, restore it with this code within 7 days; all sessions will be closed.',
      ),
      ...shown(details),
      ...linked(details, 'Restore the old address', '/email-reversals'),
    ],
  },
  code_invitation: {
    title: () => 'An invitation to Wadah',
    body: (_facts, details) => [
      text('You are invited to Wadah. Accept with this code; it is good for 7 days, and once.'),
      ...shown(details),
      ...linked(details, 'Accept the invitation', '/invitations'),
      text('If this invitation means nothing to you, ignore this mail.'),
    ],
  },
};
