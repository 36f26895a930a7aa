import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bareEnvironment } from '../parts/part.ts';
import { runOrFail } from '../run.ts';
import { serviceEnvironment, type EnvironmentOptions } from '../service-environment.ts';
import type { ServiceName, Stack } from '../stack.ts';

/** A service's own command, in its folder adapters/cli; undefined when the service has none of that name. */
export const serviceJobFile = (stack: Pick<Stack, 'root'>, service: ServiceName, job: string): string | undefined => {
  const file = join(stack.root, 'services', service, 'src/adapters/cli', `${job}.ts`);
  return existsSync(file) ? file : undefined;
};

/** Makes the indexes of these services, each by its own job and with its own credentials, two at a time. */
export const applyServiceIndexes = async (names: readonly ServiceName[], stack: Stack, options: EnvironmentOptions): Promise<void> => {
  const queue = [...names];
  const lane = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const file = serviceJobFile(stack, name, 'apply-indexes');
      if (file === undefined) continue;
      const environment = { ...bareEnvironment, ...serviceEnvironment(name, stack, options) };
      await runOrFail(process.execPath, [file], { advice: `The indexes of ${name} could not be made.`, cwd: stack.root, environment });
    }
  };
  await Promise.all([lane(), lane()]);
};
