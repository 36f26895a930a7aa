import { jakartaDay, reject } from '@wadah/kit';
import { regencyLists } from './regencies.data.ts';

export const isServedRegency = (code: string, at: Date): boolean =>
  regencyLists
    .filter(({ validFrom }) => validFrom <= jakartaDay(at))
    .at(-1)
    ?.codes.includes(code) ?? false;

export const regencyUnknown = () =>
  reject('invalid', 'regency-unknown', 'Nothing is delivered to this regency, or there is none of this code.');
