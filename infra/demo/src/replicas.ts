import {
  replicaPorts,
  runningServices,
  replicaName,
  serviceNames,
  stackHandle,
  startServices,
  stopServices,
  type ServiceName,
} from '@wadah/local';

/**
 * Second replicas beside the services of the test stack, for the acceptance tests: `start` them and say where each listens, `roll` all
 * replicas over, column by column, with SIGTERM, and `stop` the second ones. `roll each` takes one process after the other.
 */
const stack = stackHandle('test');
const replicas = Object.fromEntries(serviceNames.map((name) => [name, 2]));

type Replica = { readonly name: ServiceName; readonly replica: number };

const column = (replica: number): readonly Replica[] => serviceNames.map((name) => ({ name, replica }));

const stopAll = (which: readonly Replica[]): Promise<void> => {
  const names = new Set(which.map(({ name, replica }) => replicaName(name, replica)));
  return stopServices(
    runningServices(stack).filter(({ name }) => names.has(name)),
    stack,
  );
};

const startAll = (replica: number, names: readonly ServiceName[]) =>
  startServices(names, stack, { profile: 'test', replica, replicas, again: true });

const restart = async (which: readonly Replica[]): Promise<void> => {
  await stopAll(which);
  const [first] = which;
  if (first !== undefined) await startAll(first.replica, which.map(({ name }) => name)); // prettier-ignore
};

const urlOf = (name: ServiceName, replica: number): string => `http://127.0.0.1:${replicaPorts(stack, name, replica).open}`;

const commands: Readonly<Record<string, () => Promise<void>>> = {
  start: async () => {
    await startAll(2, serviceNames);
    await restart([{ name: 'gateway', replica: 1 }]);
    console.log(JSON.stringify(Object.fromEntries(serviceNames.map((name) => [name, [urlOf(name, 1), urlOf(name, 2)]]))));
  },
  roll: async () => {
    const columns = [column(1), column(2)];
    const turns = process.argv[3] === 'each' ? columns.flat().map((one) => [one]) : columns;
    for (const turn of turns) await restart(turn);
  },
  stop: async () => {
    await Promise.all([stopAll(column(2)), stopAll([{ name: 'gateway', replica: 1 }])]);
    await startServices(['gateway'], stack, { profile: 'test', again: true });
  },
};

const command = commands[process.argv[2] ?? ''];
if (command === undefined) throw new Error('node infra/demo/src/replicas.ts start | roll [each] | stop');
await command();
