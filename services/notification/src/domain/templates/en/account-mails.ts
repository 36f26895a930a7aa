import { link, text } from '../../content.ts';
import { wordIn } from '../../values.ts';
import { pageOf } from '../order-lines.ts';
import type { AccountTemplates } from '../template.ts';
import { securityTexts } from './security-texts.ts';
import { words } from './words.ts';

export const accountMails: AccountTemplates = {
  account_security: {
    title: ({ change }) => wordIn(securityTexts, change).title,
    body: ({ change }, details) => [
      ...wordIn(securityTexts, change).lines.map((line) => text(line)),
      link('Your account and its sessions', pageOf(details, '/account')),
    ],
  },
  account_membership: {
    title: ({ role, organisationKind }) =>
      role === undefined
        ? `You no longer belong to ${wordIn(words.organisationKind, organisationKind)} at Wadah`
        : `You have a role in ${wordIn(words.organisationKind, organisationKind)} at Wadah`,
    body: ({ role, organisationKind }, details) => {
      const organisation = details.storeName ?? wordIn(words.organisationKind, organisationKind);
      return [
        text(
          role === undefined
            ? `You no longer belong to ${organisation}, so what you could do there is closed to you.`
            : `You are now ${wordIn(words.role, role)} in ${organisation}.`,
        ),
        text('If you did not expect this, tell an operator.'),
        link('Your account', pageOf(details, '/account')),
      ];
    },
  },
};
