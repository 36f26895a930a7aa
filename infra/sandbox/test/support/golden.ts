import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A body as the provider's documentation shows it: data that both sides of the wire are tested against. */
export const golden = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', 'golden', `${name}.json`), 'utf8')) as Record<string, unknown>;

const formats: readonly (readonly [string, RegExp])[] = [
  ['jakarta time', /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/],
  ['iso time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/],
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/],
  ['sha512', /^[0-9a-f]{128}$/],
  ['amount', /^\d+\.00$/],
  ['reference', /^[0-9a-f]{16}$/],
  ['account number', /^\d{16}$/],
  ['qris', /^000201.*6304[0-9A-F]{4}$/],
  ['picture', /^http:\/\/127\.0\.0\.1:\d+\/v2\/qris\/[0-9a-f-]+\/qr-code$/],
];

const formatOf = (text: string): string => formats.find(([, pattern]) => pattern.test(text))?.[0] ?? `exactly ${text}`;

/** The shape of a body: keys with their types, the formats of times, ids, amounts and signatures, and every other text as it stands. */
export const shapeOf = (value: unknown): unknown => {
  if (typeof value === 'string') return formatOf(value);
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
  return typeof value;
};
