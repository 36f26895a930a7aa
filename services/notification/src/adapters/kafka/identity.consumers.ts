import { accountCodeRequestedV1 } from '@wadah/contracts';
import type { Consumer } from '@wadah/messaging';
import type { Notice } from '../../domain/message.ts';
import type { Telling } from './telling.ts';

const purposes = ['verification', 'already_registered', 'password_reset', 'mail_change', 'mail_change_notice', 'invitation'] as const;

type Purpose = (typeof purposes)[number];

const isKnown = (purpose: string): purpose is Purpose => purposes.some((known) => known === purpose);

const codeNotice = (purpose: Purpose, codeId: string): Notice => ({
  template: `code_${purpose}`,
  facts: { codeId },
  recipient: { kind: 'code', codeId },
});

export const identityConsumers = (tell: Telling): readonly Consumer[] => [
  // A purpose that came later is the next release's; its code is over by then, and a mail without words helps nobody.
  tell(accountCodeRequestedV1, ({ purpose, codeId }) => (isKnown(purpose) ? [codeNotice(purpose, codeId)] : [])),
];
