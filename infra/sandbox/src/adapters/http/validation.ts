import type { z } from 'zod';
import type { Reply } from './reply.ts';

const pathOf = (issue: z.core.$ZodIssue): string => issue.path.map(String).join('.');

export const faultsOf = (error: z.ZodError): readonly string[] => error.issues.map((issue) => `${pathOf(issue)} ${issue.message}`.trim());

/** How the charge side refuses a body it can't read as a request. */
export const invalidReply = (error: z.ZodError, id: string): Reply => ({
  status: 400,
  body: {
    status_code: '400',
    status_message: 'One or more parameters in the payload is invalid.',
    validation_messages: faultsOf(error),
    id,
  },
});
