/** Base addresses of one service: one, or one for each replica. */
export type Addresses = string | readonly string[];

export type Replicas = {
  /** Every address once, the next in turn first; those that refused a moment ago stand last. */
  inTurn(): readonly string[];
  /** It took no connection and is passed over for a moment. */
  refused(address: string): void;
};

const PASSED_OVER_MS = 1_000;

/** Shares calls out among the replicas of a service. */
export const replicasOf = (addresses: Addresses): Replicas => {
  const all = [addresses].flat();
  const refusedAtMs = new Map<string, number>();
  let turn = 0;
  const isOut = (address: string): boolean => performance.now() - (refusedAtMs.get(address) ?? -Infinity) < PASSED_OVER_MS;
  return {
    inTurn: () => {
      turn = (turn + 1) % all.length;
      const turned = [...all.slice(turn), ...all.slice(0, turn)];
      return turned.length === 1 ? turned : [...turned.filter((one) => !isOut(one)), ...turned.filter(isOut)];
    },
    refused: (address) => refusedAtMs.set(address, performance.now()),
  };
};
