import { assertNever, ok, reject, secondsAfter, type Result } from '@wadah/kit';
import { ownCase } from './own-case.ts';
import type { Sealed } from './sealed.ts';

/** Asked for by one operator and approved by another, because whoever can take it away can enter in its holder's place. */
export type Removal = {
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly approvedBy?: string;
  /** From its approval on. */
  readonly dueAt?: Date;
};

export type ActiveSecondFactor = {
  readonly status: 'active';
  readonly accountId: string;
  readonly secret: Sealed;
  /** Of the code used last: it and those before it are burnt. */
  readonly usedStep: number;
  /** Keyed; each works once. */
  readonly recoveryHashes: readonly string[];
  readonly removal?: Removal;
};

export type SecondFactor =
  | { readonly status: 'absent' }
  /** Its holder has not shown a code of it yet. */
  | { readonly status: 'pending'; readonly accountId: string; readonly secret: Sealed }
  | ActiveSecondFactor;

export type SecondFactorEvent =
  | { readonly type: 'SecondFactorBegun'; readonly accountId: string; readonly secret: Sealed }
  | {
      readonly type: 'SecondFactorAdded';
      readonly step: number;
      readonly recoveryHashes: readonly string[];
      readonly accountId: string;
      readonly at: Date;
    }
  | { readonly type: 'CodeUsed'; readonly step: number }
  | { readonly type: 'RecoveryCodeUsed'; readonly hash: string; readonly accountId: string; readonly at: Date }
  | {
      readonly type: 'RemovalRequested';
      readonly accountId: string;
      readonly operatorId: string;
      readonly reason: string;
      readonly at: Date;
    }
  | { readonly type: 'RemovalApproved'; readonly accountId: string; readonly operatorId: string; readonly dueAt: Date; readonly at: Date }
  | { readonly type: 'SecondFactorRemoved'; readonly accountId: string; readonly at: Date }
  /** The same secret under another key. */
  | { readonly type: 'SecretResealed'; readonly secret: Sealed };

const REMOVAL_SECONDS = 24 * 3600;

export const noSecondFactor: SecondFactor = { status: 'absent' };

const onActive = (factor: SecondFactor, change: (active: ActiveSecondFactor) => SecondFactor): SecondFactor =>
  factor.status === 'active' ? change(factor) : factor;

const added = (factor: SecondFactor, { step, recoveryHashes }: SecondFactorEvent & { type: 'SecondFactorAdded' }): SecondFactor =>
  factor.status === 'pending' ? { ...factor, status: 'active', usedStep: step, recoveryHashes } : factor;

export const evolveSecondFactor = (factor: SecondFactor, event: SecondFactorEvent): SecondFactor => {
  switch (event.type) {
    case 'SecondFactorBegun':
      return { status: 'pending', accountId: event.accountId, secret: event.secret };
    case 'SecondFactorAdded':
      return added(factor, event);
    case 'CodeUsed':
      return onActive(factor, (active) => ({ ...active, usedStep: event.step }));
    case 'RecoveryCodeUsed':
      return onActive(factor, (active) => ({ ...active, recoveryHashes: active.recoveryHashes.filter((hash) => hash !== event.hash) }));
    case 'RemovalRequested':
      return onActive(factor, (active) => ({ ...active, removal: { requestedBy: event.operatorId, requestedAt: event.at } }));
    case 'RemovalApproved':
      return onActive(factor, ({ removal, ...active }) =>
        removal === undefined ? active : { ...active, removal: { ...removal, approvedBy: event.operatorId, dueAt: event.dueAt } },
      );
    case 'SecondFactorRemoved':
      return noSecondFactor;
    case 'SecretResealed':
      return factor.status === 'absent' ? factor : { ...factor, secret: event.secret };
    default:
      return assertNever(event);
  }
};

export const secondFactorAbsent = (): Result<never> => reject('conflict', 'second-factor-absent', 'This account has no second factor.');

export const decideBeginSecondFactor = (
  factor: SecondFactor,
  command: { readonly accountId: string; readonly secret: Sealed },
): Result<readonly SecondFactorEvent[]> =>
  factor.status === 'active'
    ? reject('conflict', 'second-factor-exists', 'This account has a second factor; two operators can remove it.')
    : ok([{ type: 'SecondFactorBegun', ...command }]);

/** What a given code turned out to be, compared with the factor as it is loaded. */
export type GivenCode = { readonly step?: number | undefined; readonly recoveryHash?: string | undefined };

/** One answer for a wrong code, a burnt one and one of no secret. */
const wrongCode = (): Result<never> => reject('unprocessable', 'code-invalid', 'This code is wrong, used or over.');

export type ConfirmSecondFactor = {
  readonly given: GivenCode;
  readonly recoveryHashes: readonly string[];
  readonly at: Date;
};

export const decideConfirmSecondFactor = (factor: SecondFactor, command: ConfirmSecondFactor): Result<readonly SecondFactorEvent[]> => {
  const { given, recoveryHashes, at } = command;
  if (factor.status !== 'pending' || given.step === undefined) return wrongCode();
  return ok([{ type: 'SecondFactorAdded', accountId: factor.accountId, step: given.step, recoveryHashes, at }]);
};

/** A code works once: whoever looked over a shoulder, or sits in between, comes too late. */
export const decideUseCode = (
  factor: SecondFactor,
  { given, at }: { readonly given: GivenCode; readonly at: Date },
): Result<readonly SecondFactorEvent[]> => {
  if (factor.status !== 'active') return secondFactorAbsent();
  const { step, recoveryHash: hash } = given;
  if (step !== undefined && step > factor.usedStep) return ok([{ type: 'CodeUsed', step }]);
  if (hash === undefined || !factor.recoveryHashes.includes(hash)) return wrongCode();
  return ok([{ type: 'RecoveryCodeUsed', hash, accountId: factor.accountId, at }]);
};

export type RequestRemoval = { readonly accountId: string; readonly operatorId: string; readonly reason: string; readonly at: Date };

export const decideRequestRemoval = (factor: SecondFactor, command: RequestRemoval): Result<readonly SecondFactorEvent[]> => {
  if (command.operatorId === command.accountId) return ownCase();
  if (factor.status !== 'active') return secondFactorAbsent();
  return ok(factor.removal === undefined ? [{ type: 'RemovalRequested', ...command }] : []);
};

export type ApproveRemoval = Omit<RequestRemoval, 'reason'>;

/** By neither the holder nor who asked for it; what follows waits, so that the holder, mailed at the request, can still object. */
export const decideApproveRemoval = (factor: SecondFactor, command: ApproveRemoval): Result<readonly SecondFactorEvent[]> => {
  const { accountId, operatorId, at } = command;
  if (operatorId === accountId) return ownCase();
  if (factor.status !== 'active') return secondFactorAbsent();
  if (factor.removal === undefined) {
    return reject('conflict', 'removal-not-requested', 'Nobody has asked for the removal of this second factor.');
  }
  if (factor.removal.requestedBy === operatorId) return ownCase();
  if (factor.removal.approvedBy !== undefined) return ok([]);
  return ok([{ type: 'RemovalApproved', accountId, operatorId, dueAt: secondsAfter(at, REMOVAL_SECONDS), at }]);
};

export const removalIsDue = (factor: SecondFactor, at: Date): factor is ActiveSecondFactor =>
  factor.status === 'active' && factor.removal?.dueAt !== undefined && factor.removal.dueAt <= at;

export const decideRemove = (factor: SecondFactor, at: Date): Result<readonly SecondFactorEvent[]> =>
  ok(removalIsDue(factor, at) ? [{ type: 'SecondFactorRemoved', accountId: factor.accountId, at }] : []);
