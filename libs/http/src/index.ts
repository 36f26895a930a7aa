export { sendProblem, useProblemTexts } from './app/answer.ts';
export { correlation, endRequestSpan } from './app/correlation.ts';
export { createApp, type AppOptions } from './app/create-app.ts';
export type { Labels, Logger, Metrics } from './app/ports.ts';
export { bearerOf, isConfirmed } from './app/admit.ts';
export {
  actsFor,
  belongsTo,
  hasRole,
  isStaff,
  memberOf,
  ROLES,
  type Actor,
  type ClientActor,
  type Membership,
  type Role,
  type ServiceActor,
  type Stranger,
  type UserActor,
} from './auth/actor.ts';
export { clientNetworkOf } from './auth/client-network.ts';
export { authenticator, type Authenticator, type AuthenticatorOptions, type IdentifiedActor, type Standing } from './auth/authenticator.ts';
export type { JwksSource } from './auth/jwks-source.ts';
export { remoteJwks, type RemoteJwksOptions } from './auth/remote-jwks.ts';
export { noRevocations, type RevocationList } from './auth/revocation-list.ts';
export {
  httpClient,
  type Call,
  type ClientAnswer,
  type ClientOptions,
  type HttpClient,
  type Operation,
  type OperationOptions,
} from './client/http-client.ts';
export type { Addresses } from './client/replicas.ts';
export { readAnswer } from './client/read-answer.ts';
export { serviceToken, type ServiceTokenOptions } from './client/service-token.ts';
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
export { memoryIdempotencyStore } from './idempotency/memory-idempotency-store.ts';
export { cursorCodec, type CursorCodec, type CursorPosition, type CursorScope } from './list/cursor-codec.ts';
export { listOf, listQuery, pageOf, pageView, type Page } from './list/list.ts';
export { openApiDocument, type OpenApiDocument } from './openapi/open-api-document.ts';
export { isUpstreamOutage, UpstreamOutage, type OutageReason } from './problem/outage.ts';
export { problemTexts, type ProblemFiles, type ProblemTexts } from './problem/problem-texts.ts';
export { headersOf, problemOf, statusOf, type Fault, type Problem } from './problem/problem.ts';
export { queryInteger } from './route/query-integer.ts';
export { route } from './route/define-route.ts';
export type { ActorOf, AnyRequest, Auth, Locale, Method, Nothing, Route, RouteRequest } from './route/route.ts';
export { attendance, type Attendance } from './stream/attendance.ts';
export type { StreamState } from './stream/stream-state.ts';
