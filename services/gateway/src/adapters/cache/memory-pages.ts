import type { Metrics } from '@wadah/http';
import type { KeptPage, Tag } from '../../domain/cached-page.ts';

export type MemoryPagesOptions = {
  readonly bytesMax: number;
  readonly entriesMax: number;
  /** Longer than this no page is kept here, for a purge that did not arrive must not matter longer. */
  readonly keptMs: () => number;
  readonly metrics: Metrics;
};

export type MemoryPages = {
  get(key: string, nowMs: number): KeptPage | undefined;
  put(key: string, entry: { readonly page: KeptPage; readonly tags: readonly Tag[]; readonly nowMs: number }): void;
  purge(tags: readonly Tag[]): void;
  clear(): void;
};

type Kept = { readonly page: KeptPage; readonly tags: readonly Tag[]; readonly untilMs: number; readonly bytes: number };

const ENTRY_BYTES = 1_024;

/** The page, what it is compressed to, and what it takes to remember it. */
const bytesOf = (key: string, page: KeptPage): number => 2 * page.body.length + key.length + ENTRY_BYTES;

/** The pages of this process: few, for seconds, the one that was asked for longest ago leaves first. */
export const memoryPages = ({ bytesMax, entriesMax, keptMs, metrics }: MemoryPagesOptions): MemoryPages => {
  const pages = new Map<string, Kept>();
  let bytes = 0;

  const drop = (key: string): void => {
    bytes -= pages.get(key)?.bytes ?? 0;
    pages.delete(key);
  };
  const show = (): void => {
    metrics.gauge('gateway_cache_memory_bytes', bytes);
    metrics.gauge('gateway_cache_memory_entries', pages.size);
  };

  return {
    get: (key, nowMs) => {
      const kept = pages.get(key);
      if (kept === undefined) return undefined;
      pages.delete(key);
      if (nowMs >= kept.untilMs) {
        bytes -= kept.bytes;
        return undefined;
      }
      pages.set(key, kept);
      return kept.page;
    },
    put: (key, { page, tags, nowMs }) => {
      drop(key);
      const size = bytesOf(key, page);
      if (size > bytesMax) return;
      pages.set(key, { page, tags, untilMs: Math.min(page.freshUntilMs, nowMs + keptMs()), bytes: size });
      bytes += size;
      for (const [oldest] of pages) {
        if (bytes <= bytesMax && pages.size <= entriesMax) break;
        drop(oldest);
      }
      show();
    },
    purge: (tags) => {
      const purged = new Set(tags);
      for (const [key, kept] of pages) if (kept.tags.some((tag) => purged.has(tag))) drop(key);
      show();
    },
    clear: () => {
      pages.clear();
      bytes = 0;
      show();
    },
  };
};
