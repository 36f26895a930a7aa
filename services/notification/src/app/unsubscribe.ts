import { ok, type Result } from '@wadah/kit';
import type { PreferenceStore, UnsubscribeCodes } from './ports.ts';

export type UnsubscribeUseCase = (code: string) => Promise<Result<void>>;

export type Unsubscribing = { readonly preferences: Pick<PreferenceStore, 'unsubscribe'>; readonly unsubscribeCodes: UnsubscribeCodes };

export const unsubscribe =
  ({ preferences, unsubscribeCodes }: Unsubscribing): UnsubscribeUseCase =>
  async (code) => {
    const found = unsubscribeCodes.read(code);
    if (found !== undefined) await preferences.unsubscribe(found.accountId, found.kind);
    return ok(undefined);
  };
