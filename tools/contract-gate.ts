import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allEvents } from '../libs/contracts/src/index.ts';
import { apiContract, type ApiContract, type OpenApi } from './contracts/api-contract.ts';
import { apiFaults } from './contracts/api-faults.ts';
import { eventContracts, eventFaults, goldenFaults, type EventContracts } from './contracts/event-contracts.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const EVENTS_FILE = 'docs/release/events.json';
const API_FILE = 'docs/release/openapi.json';

const REMEDY =
  'What must change gets a new version beside the old one (`.v2`, `/v2`). Where nobody relies on the last release yet: `pnpm release:contracts`.';

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

const write = (file: string, contracts: unknown): void => {
  writeFileSync(join(root, file), `${JSON.stringify(contracts, null, 1)}\n`);
  console.log(`${file} written.`);
};

const check = (events: EventContracts, api: ApiContract): void => {
  const releasedEvents = read(EVENTS_FILE) as EventContracts;
  const releasedApi = read(API_FILE) as ApiContract;
  const faults = [...eventFaults(releasedEvents, events), ...goldenFaults(releasedEvents, allEvents), ...apiFaults(releasedApi, api)];
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error(REMEDY);
    process.exitCode = 1;
    return;
  }
  const promised = [releasedEvents, releasedApi.operations].map((contracts) => Object.keys(contracts).length);
  console.log(`${promised.join(' events and ')} operations keep what the last release promised.`);
};

/** Compares the contracts with the last release, docs/release; with `--release` it makes them the last release instead. */
const main = (release: boolean): void => {
  const events = eventContracts(allEvents);
  const api = apiContract(read('docs/openapi.json') as OpenApi);
  if (!release) return check(events, api);
  write(EVENTS_FILE, events);
  write(API_FILE, api);
};

main(process.argv.includes('--release'));
