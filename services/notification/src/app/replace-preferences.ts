import { rejectWith, type Result } from '@wadah/kit';
import { isOptional, type OptionalMail } from '../domain/mail-kinds.ts';
import type { Preferences, PreferenceStore } from './ports.ts';

export type ReplacePreferencesUseCase = (accountId: string, unwanted: readonly string[], ifMatch?: number) => Promise<Result<Preferences>>;

const notOptional = (kinds: readonly string[]): Result<never> =>
  rejectWith({
    kind: 'unprocessable',
    code: 'mail-not-optional',
    detail: 'Mails about codes, money, orders, the standing of your store and security are always sent.',
    extra: { kinds },
  });

export const replacePreferences =
  (preferences: Pick<PreferenceStore, 'replace'>): ReplacePreferencesUseCase =>
  async (accountId, unwanted, ifMatch) => {
    const duties = unwanted.filter((kind) => !isOptional(kind));
    if (duties.length > 0) return notOptional(duties);
    const optional: readonly OptionalMail[] = unwanted.filter(isOptional);
    return preferences.replace(accountId, optional, ifMatch);
  };
