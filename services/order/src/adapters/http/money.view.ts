import { z } from 'zod';

export const moneySchema = z.int();

export const timeSchema = z.iso.datetime();

/** Leaves out what is undefined, as JSON does, so that an answer and its stored copy are alike. */
export const isoOf = (at: Date | undefined): string | undefined => at?.toISOString();
