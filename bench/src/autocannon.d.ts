/** What of it the bench uses; the package brings no types. */
declare module 'autocannon' {
  type Figures = { readonly average: number; readonly total: number; readonly p50: number; readonly p99: number };
  type Result = {
    readonly requests: Figures;
    readonly latency: Figures;
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
  };
  type Request = { readonly method: string; readonly path: string; readonly body?: string };
  const autocannon: (options: {
    readonly url: string;
    readonly connections: number;
    readonly duration: number;
    readonly requests: readonly Request[];
  }) => Promise<Result>;
  export default autocannon;
}
