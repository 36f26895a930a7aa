import { currentAmbient, runWithAmbient } from './ambient.ts';

export type SpanKind = 'server' | 'client' | 'producer' | 'consumer' | 'internal';

export type SpanAttributes = Readonly<Record<string, string | number>>;

export type SpanOptions = {
  readonly name: string;
  readonly kind: SpanKind;
  /** W3C Trace Context of what caused it; without one it begins a trace. */
  readonly traceparent?: string | undefined;
  readonly attributes?: SpanAttributes;
};

export type SpanEnd = { readonly name?: string; readonly attributes?: SpanAttributes; readonly error?: unknown };

/** One piece of work of a trace (OpenTelemetry). */
export type Span = {
  /** What goes along with the calls and events that this work makes. */
  readonly traceparent: string;
  end(outcome?: SpanEnd): void;
};

export type Tracer = { start(options: SpanOptions): Span };

let tracer: Tracer | undefined;

/** Set once, at the start of a process that traces; without one no span is made, and a given `traceparent` travels on unchanged. */
export const useTracer = (given: Tracer | undefined): void => {
  tracer = given;
};

export const startSpan = (options: SpanOptions): Span | undefined => tracer?.start(options);

/** Does the work inside a span whose parent is what runs now; without a tracer, just does it. */
export const inSpan = async <T>(options: Omit<SpanOptions, 'traceparent'>, work: () => Promise<T>): Promise<T> => {
  const ambient = currentAmbient();
  const span = startSpan({ ...options, traceparent: ambient?.traceparent });
  if (span === undefined) return work();
  const { traceparent } = span;
  const correlationId = ambient?.correlationId ?? traceIdOf(traceparent) ?? '';
  try {
    const result = await runWithAmbient({ correlationId, traceparent }, work);
    span.end();
    return result;
  } catch (error) {
    span.end({ error });
    throw error;
  }
};

const TRACEPARENT = /^[\da-f]{2}-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})$/;

export type TraceContext = { readonly traceId: string; readonly spanId: string; readonly flags: number };

/** Undefined where it is not one (W3C Trace Context §3.2). */
export const readTraceparent = (text: string | undefined): TraceContext | undefined => {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(text ?? '') ?? [];
  return traceId === undefined || spanId === undefined || flags === undefined
    ? undefined
    : { traceId, spanId, flags: Number.parseInt(flags, 16) };
};

export const traceIdOf = (traceparent: string | undefined): string | undefined => readTraceparent(traceparent)?.traceId;
