import type { Words } from './words.ts';

/** Entries keep a reason as text, of a refund or of what caused it; one that a later order service invents has no words here. */
export const whyText = ({ refundReason, cause }: Words, reason: string | undefined): string | undefined => {
  if (reason === undefined) return undefined;
  return new Map(Object.entries({ ...refundReason, ...cause })).get(reason);
};
