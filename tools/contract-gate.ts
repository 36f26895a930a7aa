import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allEvents } from '../libs/contracts/src/index.ts';
import { apiContract, type ApiContract, type OpenApi } from './contracts/api-contract.ts';
import { apiFaults } from './contracts/api-faults.ts';
import { eventContracts, eventFaults, type EventContracts } from './contracts/event-contracts.ts';
import { digestOf, goldenFaults, lostGoldenFaults, withExamples, type Goldens, type Promised } from './contracts/goldens.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const EVENTS_FILE = 'docs/release/events.json';
const API_FILE = 'docs/release/openapi.json';
const GOLDENS_FILE = 'docs/release/goldens.json';

const REMEDY =
  'What must change gets a new version beside the old one (`.v2`, `/v2`). Where nobody relies on the last release yet: `pnpm release:contracts`.';

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const write = (file: string, contracts: unknown): void => {
  writeFileSync(join(root, file), `${JSON.stringify(contracts, null, 1)}\n`);
  console.log(`${file} written.`);
};

type Release = { readonly events: EventContracts & Promised; readonly api: ApiContract };

const refuse = (faults: readonly string[], remedy: string): void => {
  for (const fault of faults) console.error(fault);
  console.error(remedy);
  process.exitCode = 1;
};

const check = (released: Release, present: { readonly events: EventContracts; readonly api: ApiContract }): void => {
  const goldens = read(GOLDENS_FILE) as Goldens;
  const faults = [
    ...eventFaults(released.events, present.events),
    ...lostGoldenFaults(released.events, goldens),
    ...goldenFaults(goldens, allEvents),
    ...apiFaults(released.api, present.api),
  ];
  if (faults.length > 0) return refuse(faults, REMEDY);
  const counts = [released.events, released.api.operations].map((contracts) => Object.keys(contracts).length);
  console.log(
    `${counts.join(' events and ')} operations keep what the last release promised; ${Object.values(goldens).flat().length} goldens.`,
  );
};

/** Goldens are only ever added: also a new release can't do without one that lies in somebody's topic. */
const addGoldens = (promised: Promised): Goldens | undefined => {
  const goldens = read(GOLDENS_FILE) as Goldens;
  const lost = lostGoldenFaults(promised, goldens);
  if (lost.length > 0) {
    refuse(lost, `Take ${GOLDENS_FILE} back as it was: what a release has written lies in topics for ever.`);
    return undefined;
  }
  const added = withExamples(promised, goldens, allEvents);
  write(GOLDENS_FILE, added);
  return added;
};

const withDigests = (events: EventContracts, goldens: Goldens): EventContracts & Promised =>
  Object.fromEntries(Object.entries(events).map(([type, event]) => [type, { ...event, goldens: (goldens[type] ?? []).map(digestOf) }]));

/**
 * Compares the contracts with the last release, docs/release. With `--goldens` it adds today's examples to the goldens, and with `--release` it
 * makes what is there now the last release as well.
 */
const main = (asked: readonly string[]): void => {
  const events = eventContracts(allEvents);
  const api = apiContract(read('docs/openapi.json') as OpenApi);
  const released = { events: read(EVENTS_FILE) as EventContracts & Promised, api: read(API_FILE) as ApiContract };
  if (!asked.includes('--release') && !asked.includes('--goldens')) return check(released, { events, api });
  const goldens = addGoldens(released.events);
  if (goldens === undefined || !asked.includes('--release')) return;
  write(EVENTS_FILE, withDigests(events, goldens));
  write(API_FILE, api);
};

main(process.argv.slice(2));
