export type { Labels, Logger, Metrics } from './app/ports.ts';
export {
  actsFor,
  belongsTo,
  hasRole,
  isStaff,
  memberOf,
  type Actor,
  type ClientActor,
  type Membership,
  type Role,
  type ServiceActor,
  type Stranger,
  type UserActor,
} from './auth/actor.ts';
export { noRevocations, type RevocationList } from './auth/revocation-list.ts';
export {
  IDEMPOTENCY_KEPT_SECONDS,
  IDEMPOTENCY_LEASE_SECONDS,
  type ClaimOutcome,
  type IdempotencyClaim,
  type IdempotencyLease,
  type IdempotencyScope,
  type IdempotencyStore,
  type StoredAnswer,
} from './idempotency/idempotency-store.ts';
export { route, type ActorOf, type AnyRequest, type Auth, type Locale, type Method, type Nothing, type Route, type RouteRequest } from './route/route.ts';
export type { StreamState } from './stream/stream-state.ts';
