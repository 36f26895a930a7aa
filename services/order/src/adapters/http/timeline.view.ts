import { z } from 'zod';
import type { TimelineEntry } from '../../domain/timeline-entry.ts';
import { timeSchema } from './money.view.ts';

/** Names roles, not people. */
export const timelineSchema = z.array(
  z.object({
    at: timeSchema,
    step: z.string(),
    by: z.enum(['buyer', 'seller', 'operator', 'provider', 'system']),
    sellerOrderId: z.string().optional(),
    refundId: z.string().optional(),
  }),
);

export const toTimelineView = (timeline: readonly TimelineEntry[]) => timeline.map((entry) => ({ ...entry, at: entry.at.toISOString() }));
