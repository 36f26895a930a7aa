import { z } from 'zod';
import type { Preferences } from '../../app/ports.ts';
import { languages } from '../../domain/compose.ts';
import type { Locale } from '../../domain/format.ts';
import { mailDuties, mailKinds, optionalMails } from '../../domain/mail-kinds.ts';

export const preferencesSchema = z.object({
  /** Kinds that can be switched off, each as it is now. */
  optional: z.array(z.object({ kind: z.string(), label: z.string(), wanted: z.boolean() })),
  /** Kinds that are always sent: codes, money, orders, the store’s standing, security. */
  always: z.array(z.object({ kind: z.string(), duty: z.string() })),
  note: z.string(),
});

export const toPreferencesView =
  (locale: Locale) =>
  ({ unwanted }: Preferences): object => {
    const { optionalMails: labels, dutyNote } = languages[locale];
    return {
      optional: optionalMails.map((kind) => ({ kind, label: labels[kind], wanted: !unwanted.includes(kind) })),
      always: mailKinds.flatMap((kind) => (mailDuties[kind] === 'optional' ? [] : [{ kind, duty: mailDuties[kind] }])),
      note: dutyNote,
    };
  };
