/** One state of what a stream shows. */
export type StreamState<T> = {
  /** Becomes the event's id, which Last-Event-ID names again. */
  readonly version: number;
  readonly value: T;
  /** Name of the SSE event; `message` without one. */
  readonly event?: string;
};
