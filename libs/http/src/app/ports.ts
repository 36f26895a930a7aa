/** What of pino is used here. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export type Labels = Readonly<Record<string, string>>;

/** Prometheus-style metrics, as in `@wadah/messaging`; labels are operations and route patterns, never paths. */
export interface Metrics {
  counter(name: string, labels?: Labels, by?: number): void;
  gauge(name: string, value: number, labels?: Labels): void;
  histogram(name: string, value: number, labels?: Labels): void;
}
