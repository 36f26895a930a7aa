/** Knows which offsets of one partition are unfinished, and so up to where it may be committed. Offsets are begun in rising order. */
export const offsetTracker = () => {
  // A Set keeps the order of insertion, so its first member is the oldest unfinished offset.
  const unfinished = new Set<number>();
  let next: number | undefined;
  let committed = -1;

  /** The offset that a restart would begin with. */
  const committable = (): number | undefined => {
    for (const oldest of unfinished) return oldest;
    return next;
  };

  return {
    /** False for an offset that was begun before: after a rebalance the client reads again from the last commit. */
    begin: (offset: number): boolean => {
      if (next !== undefined && offset < next) return false;
      unfinished.add(offset);
      next = offset + 1;
      return true;
    },
    finish: (offset: number): void => {
      unfinished.delete(offset);
    },
    /** Whether the offset lies below what was committed: the topic was made anew, and everything known about it is void. */
    isBehindCommit: (offset: number): boolean => offset < committed,
    committable,
    /** What a commit would add; undefined when there is nothing new. */
    toCommit: (): number | undefined => {
      const offset = committable();
      return offset !== undefined && offset > committed ? offset : undefined;
    },
    commit: (offset: number): void => {
      committed = Math.max(committed, offset);
    },
    unfinishedCount: (): number => unfinished.size,
  };
};
