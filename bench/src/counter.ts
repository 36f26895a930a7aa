/** The value behind each line of a counter, by the text of its labels. */
const linesOf = (metrics: string, name: string): readonly string[] =>
  metrics.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

const valueOf = (line: string): number => Number(line.slice(line.lastIndexOf(' ') + 1));

/** The sum of a counter over all its labels, from the text that `/metrics` answers. 0 where it was never counted. */
export const counterSum = (metrics: string, name: string): number => linesOf(metrics, name).reduce((sum, line) => sum + valueOf(line), 0);

const writes: ReadonlySet<string> = new Set(['insert', 'update', 'delete', 'findAndModify', 'bulkWrite']);

/** Of the requests to MongoDB those that write. */
export const writesIn = (metrics: string): number =>
  linesOf(metrics, 'wadah_mongo_requests_total')
    .filter((line) => writes.has(/command="(\w+)"/.exec(line)?.[1] ?? ''))
    .reduce((sum, line) => sum + valueOf(line), 0);

export type MongoReading = ReadonlyMap<string, { readonly requests: number; readonly writes: number }>;

/** How often each service has asked MongoDB since it started. */
export const readMongo = async (internalUrls: ReadonlyMap<string, string>): Promise<MongoReading> => {
  const texts = [...internalUrls].map(async ([name, url]) => {
    const text = await (await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(10_000) })).text();
    return [name, { requests: counterSum(text, 'wadah_mongo_requests_total'), writes: writesIn(text) }] as const;
  });
  return new Map(await Promise.all(texts));
};

export const mongoBetween = (before: MongoReading, after: MongoReading): MongoReading =>
  new Map(
    [...after].map(([name, { requests, writes: written }]) => {
      const then = before.get(name) ?? { requests: 0, writes: 0 };
      return [name, { requests: requests - then.requests, writes: written - then.writes }];
    }),
  );
