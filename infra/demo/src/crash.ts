import { runningServices, serviceNames, stackHandle, startServices, stopServices } from '@wadah/local';

/** Kills services of the test stack as a power cut would and starts them again; acceptance tests do so where a process must begin anew. */
const stack = stackHandle('test');
const names = serviceNames.filter((name) => process.argv.slice(2).includes(name));
const killed = runningServices(stack).filter((service) => names.some((name) => name === service.name));
if (names.length === 0 || killed.length !== names.length) throw new Error(`Not all of these run: ${process.argv.slice(2).join(', ')}`);
for (const service of killed) process.kill(service.process.pid, 'SIGKILL');
await stopServices(killed, stack);
await startServices(names, stack, { profile: 'test', again: true });
