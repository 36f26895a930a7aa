/** What is wrong with a field, in Indonesian, where the schema library has no words of its own for it. */
export const faultTexts: Readonly<Record<string, string>> = {
  required: 'Wajib diisi.',
  'unknown-field': 'Kolom ini tidak dikenal.',
  'too-deep': 'Susunan data terlalu dalam.',
  'no-variant-fits': 'Tidak ada bentuk yang cocok.',
  'wrong-format': 'Format tidak sah.',
  invalid: 'Nilai ini tidak sah.',
};
