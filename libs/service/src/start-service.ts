import { applyIndexes, type IndexSpec } from '@wadah/mongo';
import type { RequestListener } from 'node:http';
import { createChassis, type Chassis } from './chassis.ts';
import type { BaseConfig } from './config.ts';
import { answerProbe, health, type Health } from './health.ts';
import { inTime } from './in-time.ts';
import { takeLeave } from './leave.ts';
import { openListener, type Listener } from './listener.ts';
import type { ServiceMetrics } from './metrics.ts';
import type { Running } from './service-parts.ts';

export type ServiceDefinition<Config extends BaseConfig> = {
  readonly name: string;
  readonly config: Config;
  /** Builds the service on the chassis; mostly ends in `serviceParts`. */
  readonly start: (chassis: Chassis<Config>) => Promise<Running>;
  /** Made before the start. For component tests: a release makes them by a job. */
  readonly indexes?: readonly IndexSpec[];
};

export type StartedService<Config extends BaseConfig> = {
  readonly url: string;
  readonly internalUrl: string;
  readonly chassis: Chassis<Config>;
  readonly ready: Health['ready'];
  /** Resolves when the service can't go on. */
  readonly failed: Promise<Error>;
  /** Says that it leaves, takes nothing new, finishes what is in flight, then lets the relay send the rest; each step has its time. */
  stop(): Promise<void>;
  /** Cuts the ground away first, so that nothing under way can be finished; as near to a kill as one process comes. */
  crash(): Promise<void>;
};

const DRAIN_MS_MAX = 4_000;
/** Of a stop's three steps, one after another: together well under ten seconds, and under the eight after which the local stack kills. */
const STEP_MS_MAX = { rest: 4_500, stop: 2_250, close: 750 } as const;

const probing = (handle: RequestListener, probes: { readonly health: Health; readonly metrics?: ServiceMetrics }): RequestListener => {
  return (request, response) => {
    if (!answerProbe(request, response, probes)) handle(request, response);
  };
};

const openListeners = async (running: Running, chassis: Chassis<BaseConfig>, asked: Health): Promise<readonly [Listener, Listener]> => {
  const { HOST: host, PORT, INTERNAL_PORT } = chassis.config;
  const open = await openListener(probing(running.handle, { health: asked }), { host, port: PORT });
  try {
    const inner = probing(running.handleInternal, { health: asked, metrics: chassis.metrics });
    return [open, await openListener(inner, { host, port: INTERNAL_PORT })];
  } catch (error) {
    open.cut();
    throw error;
  }
};

const quietly = async (works: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.allSettled(works);
};

/** Starts a service: connections, the service itself, then its ports. The same for `main.ts` and for component tests on port 0. */
export const startService = async <Config extends BaseConfig>(definition: ServiceDefinition<Config>): Promise<StartedService<Config>> => {
  const chassis = await createChassis(definition);
  const { HOST: host } = definition.config;
  if (definition.indexes !== undefined) await applyIndexes(chassis.mongo, definition.indexes);
  const running = await definition.start(chassis);
  const asked = health(running.checks, chassis.now);
  const [open, inner] = await openListeners(running, chassis, asked);
  chassis.logger.info({ port: open.port, internalPort: inner.port }, 'Ready for requests');
  return {
    url: `http://${host}:${open.port}`,
    internalUrl: `http://${host}:${inner.port}`,
    chassis,
    ready: asked.ready,
    failed: running.failed,
    stop: async () => {
      const { logger } = chassis;
      const step = (what: keyof typeof STEP_MS_MAX, work: Promise<unknown>) => inTime(work, { what, mostMs: STEP_MS_MAX[what], logger });
      await takeLeave(asked, [open, inner], definition.config.LEAVE_MS);
      running.farewell();
      await step('rest', Promise.all([open.drain(DRAIN_MS_MAX), inner.drain(DRAIN_MS_MAX), running.rest()]));
      await step('stop', running.stop());
      await step('close', chassis.close());
    },
    crash: async () => {
      open.cut();
      inner.cut();
      await quietly([chassis.mongo.connection.close(true), chassis.close()]);
      await quietly([running.rest()]);
      await quietly([running.stop()]);
    },
  };
};
