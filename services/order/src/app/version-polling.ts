export type VersionPolling = {
  /** Tells the present version of an order again and again until the answer is called. */
  watch(orderId: string, told: (version: number) => void): () => void;
};

export type VersionPollingOptions = {
  readonly versions: (orderIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;
  /** 0 turns it off. */
  readonly everyMs: number;
  readonly onError: (error: unknown) => void;
};

/** One question for all who wait in this process, however many they are; nobody who waits reads by itself. */
export const versionPolling = ({ versions, everyMs, onError }: VersionPollingOptions): VersionPolling => {
  const watched = new Map<string, Set<(version: number) => void>>();
  let timer: NodeJS.Timeout | undefined;
  let asking = false;

  const ask = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const found = await versions([...watched.keys()]);
      for (const [orderId, version] of found) watched.get(orderId)?.forEach((told) => told(version));
    } catch (error) {
      onError(error);
    } finally {
      asking = false;
    }
  };

  const forget = (orderId: string, told: (version: number) => void): void => {
    const waiting = watched.get(orderId);
    waiting?.delete(told);
    if (waiting?.size === 0) watched.delete(orderId);
    if (watched.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    watch: (orderId, told) => {
      if (everyMs === 0) return () => undefined;
      watched.set(orderId, (watched.get(orderId) ?? new Set()).add(told));
      timer ??= setInterval(() => void ask(), everyMs).unref();
      return () => forget(orderId, told);
    },
  };
};
