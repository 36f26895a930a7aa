import { Pool } from 'undici';
import { failingOf } from '../../domain/repeatable.ts';

export type Replica = { readonly url: string; readonly pool: Pool };

export type Replicas = {
  /** The next in turn of those that are in; of all where none is. */
  next(): Replica;
  /** It said goodbye or did not answer: it gets nothing until it says that it is ready. One that stands alone stays in. */
  leaves(replica: Replica): void;
  /** Resolves when each of several was asked once whether it is ready, so that a gateway that starts sends nothing to who isn't there. */
  readonly known: Promise<void>;
  close(): Promise<void>;
};

const ASK_AGAIN_MS = 250;
const ASK_MS_MAX = 1_000;

const isReady = async ({ pool }: Replica): Promise<boolean> => {
  try {
    const { statusCode, body } = await pool.request({ method: 'GET', path: '/health/ready', signal: AbortSignal.timeout(ASK_MS_MAX) });
    await body.dump();
    return statusCode === 200;
  } catch {
    return false;
  }
};

export type ReplicasOptions = {
  readonly urls: readonly string[];
  readonly pool: Pool.Options;
  /** Hears how many are in. */
  readonly onChange: (url: string, inCount: number) => void;
};

/** The replicas of one service, each with connections of its own, taken in turn. */
export const replicasOf = ({ urls, pool, onChange }: ReplicasOptions): Replicas => {
  const all = urls.map((url): Replica => ({ url, pool: new Pool(url, pool) }));
  const out = new Map<Replica, NodeJS.Timeout>();
  let turn = 0;

  const askLater = (replica: Replica): void => {
    const timer = setTimeout(() => void askNow(replica), ASK_AGAIN_MS);
    out.set(replica, timer.unref());
  };
  const askNow = async (replica: Replica): Promise<void> => {
    const ready = await isReady(replica);
    if (!out.has(replica)) return;
    if (!ready) return askLater(replica);
    out.delete(replica);
    onChange(replica.url, all.length - out.size);
  };
  const leaves = (replica: Replica): void => {
    if (all.length === 1 || out.has(replica)) return;
    askLater(replica);
    onChange(replica.url, all.length - out.size);
  };
  // A service keeps idle connections longer than we do: one that it closes tells that it stops.
  for (const replica of all)
    replica.pool.on('disconnect', (_origin, _targets, error) => failingOf(error) === 'broken_off' && leaves(replica));
  const askFirst = async (replica: Replica): Promise<void> => {
    if (!(await isReady(replica))) leaves(replica);
  };
  const known = all.length === 1 ? Promise.resolve() : Promise.all(all.map(askFirst)).then(() => undefined);
  return {
    known,
    next: () => {
      const choice = out.size === 0 || out.size === all.length ? all : all.filter((replica) => !out.has(replica));
      turn = (turn + 1) % choice.length;
      return choice[turn] as Replica;
    },
    leaves,
    close: async () => {
      out.forEach((timer) => clearTimeout(timer));
      out.clear();
      await Promise.all(all.map((replica) => replica.pool.destroy()));
    },
  };
};
