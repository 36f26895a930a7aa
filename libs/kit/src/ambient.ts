import { AsyncLocalStorage } from 'node:async_hooks';

/** What rides along unseen: set by route and consumer, read only by the store when it writes the outbox, by outbound calls and by the logger. */
export type Ambient = { readonly correlationId: string; readonly traceparent?: string };

const storage = new AsyncLocalStorage<Ambient>();

export const runWithAmbient = <T>(ambient: Ambient, work: () => T): T => storage.run(ambient, work);

export const currentAmbient = (): Ambient | undefined => storage.getStore();
