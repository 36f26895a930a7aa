import { z } from 'zod';
import type { TimelineEntry } from '../../domain/timeline-entry.ts';
import { timeSchema } from './money.view.ts';
import type { Words } from './words/words.ts';

/** Names roles, not people. */
export const timelineSchema = z.array(
  z.object({
    at: timeSchema,
    step: z.string(),
    text: z.string().optional(),
    by: z.enum(['buyer', 'seller', 'operator', 'provider', 'system']),
    sellerOrderId: z.string().optional(),
    refundId: z.string().optional(),
  }),
);

export const toTimelineView = (timeline: readonly TimelineEntry[], words: Words) =>
  timeline.map((entry) => ({ ...entry, at: entry.at.toISOString(), text: words.timelineStep[entry.step] }));
