import type { Api } from './api.ts';
import type { Banten } from './banten.ts';
import type { eventually } from './eventually.ts';
import type { Mailbox } from './mailbox.ts';
import type { People } from './people.ts';
import type { Progress } from './progress.ts';

export type Seeding = {
  readonly api: Api;
  readonly banten: Banten;
  readonly mailbox: Mailbox;
  readonly people: People;
  readonly progress: Progress;
  readonly eventually: typeof eventually;
};

/** Ids and tokens by code, as the earlier steps of the seed leave them. */
export type Places = {
  readonly agencies: ReadonlyMap<string, string>;
  readonly categories: ReadonlyMap<string, string>;
  readonly curators: ReadonlyMap<string, string>;
};
