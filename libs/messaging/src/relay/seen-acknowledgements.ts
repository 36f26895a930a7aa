/** Ids that this very process saw acknowledged. The oldest are forgotten; publishing one of those again harms nobody. */
export const seenAcknowledgements = (most: number) => {
  const ids = new Set<string>();
  return {
    has: (id: string): boolean => ids.has(id),
    add: (id: string): void => {
      ids.add(id);
      for (const oldest of ids) {
        if (ids.size <= most) return;
        ids.delete(oldest);
      }
    },
  };
};
