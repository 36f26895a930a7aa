import { jakartaDay, reject } from '@wadah/kit';
import type { HandOver } from './delivery-options.ts';
import { regencyLists } from './regencies.data.ts';

const isServed = (code: string, at: Date): boolean =>
  regencyLists
    .filter(({ validFrom }) => validFrom <= jakartaDay(at))
    .at(-1)
    ?.codes.includes(code) ?? false;

/** Goods are sent to served regencies only; who comes to a tour or a service may live anywhere. */
export const reaches = (groups: readonly { readonly handOver: HandOver }[], regency: string, at: Date): boolean =>
  isServed(regency, at) || groups.every(({ handOver }) => handOver === 'on_site');

export const regencyUnknown = () =>
  reject('invalid', 'regency-unknown', 'Nothing is delivered to this regency, or there is none of this code.');
