/** Rows in memory, for the fakes of ports. */
export type MemoryRows<Row> = {
  get(id: string): Row | undefined;
  all(): readonly Row[];
  /** Loads, decides and saves; decides anew while another was faster. `undefined` deletes. A row is replaced, never changed in place. */
  change(id: string, next: (row: Row | undefined) => Row | undefined): Promise<void>;
};

/** A fake that never yields can't lose an update, and so hides that its user would: this one yields between load and save, and compares. */
export const memoryRows = <Row extends object>(standing: Readonly<Record<string, Row>> = {}): MemoryRows<Row> => {
  const rows = new Map(Object.entries(standing));
  return {
    get: (id) => rows.get(id),
    all: () => [...rows.values()],
    change: async (id, next) => {
      for (;;) {
        const before = rows.get(id);
        const after = next(before);
        await Promise.resolve();
        if (rows.get(id) !== before) continue;
        if (after === undefined) rows.delete(id);
        else rows.set(id, after);
        return;
      }
    },
  };
};
