export { assertNever } from './assert-never.ts';
export { currentAmbient, runWithAmbient, type Ambient } from './ambient.ts';
export { jakartaDay, secondsAfter, type Now } from './clock.ts';
export { derivedId, idLike, newId, uuidv7 } from './ids.ts';
export { mapResult, ok, reject, rejectWith, type Rejection, type RejectionKind, type Result } from './result.ts';
export {
  inSpan,
  readTraceparent,
  startSpan,
  traceIdOf,
  useTracer,
  type Span,
  type SpanEnd,
  type SpanKind,
  type SpanOptions,
  type Tracer,
} from './tracing.ts';
export { assertRupiah, shareOf, splitRupiah, sumRupiah, type Rupiah } from './rupiah.ts';
export { memoryRows, type MemoryRows } from './memory-rows.ts';
export { without } from './without.ts';
