import type { Locale } from '@wadah/http';
import { en } from './en.ts';
import { id } from './id.ts';
import type { Words } from './words.ts';

const languages: Readonly<Record<Locale, Words>> = { id, en };

export const wordsOf = (locale: Locale): Words => languages[locale];
