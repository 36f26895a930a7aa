/** The sum of a counter over all its labels, from the text that `/metrics` answers. 0 where it was never counted. */
export const counterSum = (metrics: string, name: string): number =>
  metrics
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);

/** How often services have asked MongoDB since they started. */
export const mongoRequests = async (internalUrls: readonly string[]): Promise<number> => {
  const texts = await Promise.all(
    internalUrls.map(async (url) => (await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(10_000) })).text()),
  );
  return texts.reduce((sum, text) => sum + counterSum(text, 'wadah_mongo_requests_total'), 0);
};
