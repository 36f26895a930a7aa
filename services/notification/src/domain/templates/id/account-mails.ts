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
      link('Akun Anda dan sesinya', pageOf(details, '/account')),
    ],
  },
  account_membership: {
    title: ({ role, organisationKind }) =>
      role === undefined
        ? `Anda tidak lagi termasuk ${wordIn(words.organisationKind, organisationKind)} di Wadah`
        : `Anda mendapat peran di ${wordIn(words.organisationKind, organisationKind)} di Wadah`,
    body: ({ role, organisationKind }, details) => {
      const organisation = details.storeName ?? wordIn(words.organisationKind, organisationKind);
      return [
        text(
          role === undefined
            ? `Anda tidak lagi termasuk ${organisation}, maka wewenang Anda di sana sudah ditutup.`
            : `Anda sekarang ${wordIn(words.role, role)} di ${organisation}.`,
        ),
        text('Bila Anda tidak menduganya, beri tahu operator.'),
        link('Akun Anda', pageOf(details, '/account')),
      ];
    },
  },
};
