import { hasRole, type UserActor } from '@wadah/http';
import { z } from 'zod';
import type { Reader } from '../../app/read-payment.ts';

export const idText = z.string().min(1).max(80);

/** Operators and auditors read all payments; everybody else their own. */
export const readerOf = (actor: UserActor): Reader => ({ accountId: actor.id, readsAll: hasRole(actor, 'operator', 'auditor') });
