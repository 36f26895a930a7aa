import { readTraceparent, useTracer, type SpanKind, type Tracer } from '@wadah/kit';

export type TracingOptions = {
  readonly service: string;
  /** Base address of a collector that takes OTLP over HTTP. */
  readonly endpoint: string;
  /** Share of the traces that are kept; the same share keeps the same traces in every service. */
  readonly ratio: number;
};

export type Tracing = { stop(): Promise<void> };

/** Loaded only by a process that traces: the SDK costs memory and start-up time. */
const loadSdk = async () => {
  const [api, trace, exporter, resources] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  return { api, ...trace, ...exporter, ...resources };
};

type Sdk = Awaited<ReturnType<typeof loadSdk>>;

const EXPORT_EVERY_MS = 1_000;
/** A collector that is away costs spans, and never holds up a stop. */
const EXPORT_MS_MAX = 2_000;

const newProvider = (sdk: Sdk, { service, endpoint, ratio }: TracingOptions) => {
  const exporter = new sdk.OTLPTraceExporter({ url: `${endpoint}/v1/traces`, timeoutMillis: EXPORT_MS_MAX });
  return new sdk.TracerProvider({
    resource: sdk.resourceFromAttributes({ 'service.name': service, 'service.namespace': 'wadah' }),
    // By the trace's id alone: a stranger's flag does not decide what we keep, and every service decides alike.
    sampler: new sdk.TraceIdRatioBasedSampler(ratio),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: EXPORT_EVERY_MS, exportTimeoutMillis: EXPORT_MS_MAX })],
  });
};

const hex = (flags: number): string => flags.toString(16).padStart(2, '0');

const tracerOn = ({ api }: Sdk, provider: ReturnType<typeof newProvider>): Tracer => {
  const { ROOT_CONTEXT, SpanKind: Kinds, SpanStatusCode, trace } = api;
  const kinds: Readonly<Record<SpanKind, number>> = {
    server: Kinds.SERVER,
    client: Kinds.CLIENT,
    producer: Kinds.PRODUCER,
    consumer: Kinds.CONSUMER,
    internal: Kinds.INTERNAL,
  };
  const tracer = provider.getTracer('wadah');
  const contextOf = (traceparent: string | undefined) => {
    const parent = readTraceparent(traceparent);
    if (parent === undefined) return ROOT_CONTEXT;
    const { traceId, spanId, flags: traceFlags } = parent;
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
  };
  return {
    start: ({ name, kind, traceparent, attributes }) => {
      const span = tracer.startSpan(
        name,
        { kind: kinds[kind], ...(attributes === undefined ? {} : { attributes }) },
        contextOf(traceparent),
      );
      const { traceId, spanId, traceFlags } = span.spanContext();
      return {
        traceparent: `00-${traceId}-${spanId}-${hex(traceFlags)}`,
        end: (outcome = {}) => {
          if (outcome.name !== undefined) span.updateName(outcome.name);
          if (outcome.attributes !== undefined) span.setAttributes(outcome.attributes);
          // What an error says may hold what a client sent; the log tells it, under the same id.
          if (outcome.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
    },
  };
};

/** Makes spans of requests, calls, events and due work from now on, and sends them to a collector. */
export const startTracing = async (options: TracingOptions): Promise<Tracing> => {
  const sdk = await loadSdk();
  const provider = newProvider(sdk, options);
  useTracer(tracerOn(sdk, provider));
  return {
    stop: async () => {
      useTracer(undefined);
      await provider.shutdown();
    },
  };
};
