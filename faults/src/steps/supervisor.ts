import { setTimeout as pause } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '@wadah/local';
import type { World } from '../world.ts';

export type Supervisor = { stop(): Promise<void> };

const LOOK_EVERY_MS = 50;

/** Starts at once what has died, as whatever supervises services would. */
export const supervise = (world: World): Supervisor => {
  let stopped = false;
  const starting = new Map<ServiceName, Promise<void>>();
  const look = async (service: ServiceName): Promise<void> => {
    if (starting.has(service) || (await world.isUp(service))) return;
    const started = world.start(service).finally(() => starting.delete(service));
    starting.set(service, started);
  };
  const watching = (async () => {
    while (!stopped) {
      for (const service of serviceNames) await look(service);
      await pause(LOOK_EVERY_MS);
    }
    await Promise.all(starting.values());
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
    },
  };
};
