import { topology } from '@wadah/contracts';

/** The consumer group of a service, without the stack's prefix. */
export const groupOf = (name: string): string => Object.entries(topology).find(([service]) => service === name)?.[1].group ?? name;
