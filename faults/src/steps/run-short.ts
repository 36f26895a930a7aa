import { runningServices, serviceNames, stopServices, type ServiceName } from '@wadah/local';
import type { Finding } from '../settle.ts';
import { openWorld, type World } from '../world.ts';
import { failpointControl, type Control } from './control.ts';
import { openJourneys } from './journeys.ts';
import type { Step } from './plan.ts';
import { killAt, tell, type Killed } from './run-steps.ts';

/** One write that must not be made twice, one whose events must not be lost, and one effect that is not marked yet. */
const steps: readonly Step[] = [
  { service: 'catalogue', step: 'after stocks.updateOne inc available, set held.*', nth: 1 },
  { service: 'order', step: 'after orders.updateOne [order.paid.v1, seller-order.opened.v1]', nth: 1 },
  { service: 'payment', step: 'after call POST /v2/*/refund/online/direct', nth: 1 },
];

const isWatched = (name: string): boolean => steps.some(({ service }) => service === name);

/** Only the services that are to die get failpoints; the others go on running as they are. */
const withFailpoints = async (world: World, { overrides }: Control): Promise<World> => {
  const watched: World = { ...world, start: (target) => world.start(target, isWatched(target) ? overrides : {}) };
  await stopServices(runningServices(world.stack).filter(({ name }) => isWatched(name)), world.stack); // prettier-ignore
  await Promise.all(serviceNames.filter(isWatched).map((name: ServiceName) => watched.start(name)));
  return watched;
};

const outcomesWanted = 'partly_refunded,rejected';

/** A few chosen steps on the stack that runs already and goes on running. */
export const runShort = async (say: (line: string) => void): Promise<readonly Killed[]> => {
  const plain = await openWorld({ say });
  const control = failpointControl(plain.stack);
  const journeys = await openJourneys(plain);
  const world = await withFailpoints(plain, control);
  try {
    const killed = (await killAt({ world, control, journeys, say, known: new Set() }, steps, [])).map(withMore);
    tell(
      killed.flatMap(({ findings }) => findings),
      say,
    );
    return killed;
  } finally {
    control.clear();
  }
};

const unmet = ({ hit, step }: Killed): readonly Finding[] => (hit ? [] : [{ rule: 'each chosen step is met', faults: [step.step] }]);

const otherwise = ({ outcomes }: Killed): readonly Finding[] => {
  const ended = Object.keys(outcomes).toSorted().join(',');
  return ended === outcomesWanted ? [] : [{ rule: 'each journey ends as it would', faults: [ended] }];
};

const withMore = (one: Killed): Killed => ({ ...one, findings: [...one.findings, ...unmet(one), ...otherwise(one)] });
