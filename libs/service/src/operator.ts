import { userInfo } from 'node:os';
import type { Now } from '@wadah/kit';
import { newDecision, type Decision, type DecisionLog } from '@wadah/mongo';

/** Who gives a command at a machine, and why. */
export type Operator = { readonly name: string; readonly osUser: string; readonly reason: string };

const osUser = (): string => {
  try {
    return userInfo().username;
  } catch {
    return 'unknown'; // A container may run under a number that has no name.
  }
};

/** Named by `--operator`; else it is whoever the operating system says. */
export const operatorOf = ({ operator, reason }: { readonly operator?: string | undefined; readonly reason: string }): Operator => {
  const user = osUser();
  return { name: operator ?? `os:${user}`, osUser: user, reason };
};

type Deed = Pick<Decision, 'action' | 'subjectId' | 'before' | 'after'>;

/** Recorded before the deed, so that nothing is done unrecorded; operators read it in `GET /v1/decisions`. */
export const recordDeed = (log: Pick<DecisionLog, 'record'>, { name, osUser, reason }: Operator, { deed, now }: { deed: Deed; now: Now }) =>
  log.record(newDecision({ ...deed, actorId: name, actorRole: 'operator', at: now(), reason, after: { ...deed.after, osUser } }));
