import type { z } from 'zod';

/** What is wrong with a field, in Indonesian: by our own code of it. */
const byCode: Readonly<Record<string, string>> = {
  required: 'Wajib diisi.',
  'unknown-field': 'Kolom ini tidak dikenal.',
  'too-deep': 'Susunan data terlalu dalam.',
  'no-variant-fits': 'Tidak ada bentuk yang cocok.',
  'wrong-format': 'Format tidak sah.',
};

const byExpectedType: Readonly<Record<string, string>> = {
  string: 'Harus berupa teks.',
  number: 'Harus berupa angka.',
  int: 'Harus berupa bilangan bulat.',
  boolean: 'Harus berupa true atau false.',
  array: 'Harus berupa daftar.',
  object: 'Harus berupa objek.',
};

const INVALID = 'Nilai ini tidak sah.';

const figure = (value: number | bigint): string => value.toLocaleString('id-ID');

const unitOf = (origin: string): string | undefined => (origin === 'string' ? 'karakter' : origin === 'array' ? 'butir' : undefined);

const tooSmall = ({ origin, minimum }: z.core.$ZodIssueTooSmall): string => {
  const unit = unitOf(origin);
  if (unit === undefined) return `Paling kecil ${figure(minimum)}.`;
  return minimum === 1 ? 'Tidak boleh kosong.' : `Paling sedikit ${figure(minimum)} ${unit}.`;
};

const tooBig = ({ origin, maximum }: z.core.$ZodIssueTooBig): string => {
  const unit = unitOf(origin);
  return unit === undefined ? `Paling besar ${figure(maximum)}.` : `Paling banyak ${figure(maximum)} ${unit}.`;
};

/** The schema library has Indonesian words too, but they name JavaScript's types and print signs for words. */
export const faultText = (issue: z.core.$ZodIssue, code: string): string => {
  const own = byCode[code];
  if (own !== undefined) return own;
  switch (issue.code) {
    case 'invalid_type':
      return byExpectedType[issue.expected] ?? 'Jenis nilai ini tidak sesuai.';
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'not_multiple_of':
      return `Harus kelipatan ${figure(issue.divisor)}.`;
    case 'invalid_value':
      return issue.values.length === 1 ? `Harus ${String(issue.values[0])}.` : `Pilih salah satu: ${issue.values.map(String).join(', ')}.`;
    default:
      return INVALID;
  }
};
