import { workedOff } from './backlog.ts';
import type { Admin } from './bulk/admin.ts';
import { holdFor } from './bulk/holds.ts';
import { fillListings } from './bulk/listings.ts';
import { fillOrders } from './bulk/orders.ts';
import { checkouts } from './cases/purchases.ts';
import { detailCold, hello, search } from './cases/pages.ts';
import { checkout, placeOnly } from './checkout.ts';
import type { Environment } from './environment.ts';
import type { Budget, Row } from './row.ts';
import type { Stage } from './stage.ts';

export const small = { orders: 1_000, listings: 10 } as const;
export const large = { orders: 100_000, listings: 10_000 } as const;
const HELD_BY = 2_000;

type World = { readonly environment: Environment; readonly stage: Stage; readonly admin: Admin; readonly seconds: number };

/** What is compared, each under the name that it has in every round. */
type Round = ReadonlyMap<string, Row>;

const named = (rows: readonly Row[], part: string): Row => {
  const found = rows.find(({ what }) => what.startsWith(part));
  if (found === undefined) throw new Error(`No row ${part}.`);
  return found;
};

const purchases = async ({ environment, stage, seconds }: World): Promise<readonly (readonly [string, Row])[]> => {
  const rows = await checkouts(environment, stage, { buyers: 16, seconds, warmUpSeconds: seconds });
  return [
    ['whole checkout, 16 buyers', named(rows, 'whole checkout')],
    ['CPU of one checkout', named(rows, 'CPU of one checkout')],
    ['MongoDB requests of one checkout', named(rows, 'MongoDB requests')],
  ];
};

const round = async (world: World): Promise<Round> => {
  const { environment, stage, seconds, admin } = world;
  const speed = await hello(3);
  const details = await detailCold(environment, stage, seconds);
  const searches = await search(environment, stage, seconds);
  const bought = await purchases(world);
  await workedOff(admin);
  return new Map([
    ['bare Express hello, for how fast the machine was', speed],
    ['listing details, cold at catalogue', named(details, `${Math.min(500, (await stage.listingIds()).length)} listing details`)],
    ['search, one word', named(searches, 'search of 20 with facets, one word')],
    ['search, no word', named(searches, 'search of 20 with facets, no word')],
    ...bought,
  ]);
};

/** At least 70 % of a rate, or at most 130 % of a cost. */
const within = (unit: string): readonly Budget[] =>
  unit === '/s' ? [{ bound: 'at least', value: 0.7, of: 'ratio' }] : [{ bound: 'at most', value: 1.3, of: 'ratio' }];

const sized = (text: string, rows: Round): readonly Row[] =>
  [...rows].map(([name, { budgets: _own, baseline: _bare, ...row }]) => ({ ...row, what: `${name}; ${text}` }));

const compared = (text: string, before: Round, after: Round): readonly Row[] =>
  sized(text, after).map((row) => {
    const name = row.what.slice(0, -text.length - 2);
    const then = before.get(name);
    return then === undefined
      ? row
      : { ...row, baseline: { what: 'before', value: then.value }, budgets: name.startsWith('bare') ? [] : within(row.unit) };
  });

/** A paid order and one that still waits for its payment, as the bulk is copied from. */
const samples = async ({ stage, admin }: World) => {
  const [token = ''] = await stage.buyers(1);
  const paid = await checkout(stage, token);
  const unpaid = await placeOnly(stage, token);
  await workedOff(admin);
  return { paid, unpaid };
};

/** The same measures with little data, with much, and with a variant that two thousand orders hold. */
export const growth = async (world: World): Promise<readonly Row[]> => {
  const { admin, stage } = world;
  const { paid, unpaid } = await samples(world);
  const cards = admin.rows('catalogue', 'cards');
  const say = (line: string): void => console.error(`· ${line}`);

  say(`${small.orders} orders, ${small.listings} listings`);
  await fillOrders(admin, { orderId: paid, from: 0, count: small.orders });
  const kept = (await stage.listingIds()).slice(0, small.listings);
  await cards.updateMany({ _id: { $nin: kept } }, { $set: { live: false } });
  const first = await round(world);
  await cards.updateMany({ live: false }, { $set: { live: true } });

  say(`${large.orders} orders, ${large.listings} listings`);
  await fillListings(admin, large.listings);
  await fillOrders(admin, { orderId: paid, from: small.orders, count: large.orders - small.orders });
  const second = await round(world);

  say(`a variant held by ${HELD_BY} orders`);
  const holders = await fillOrders(admin, { orderId: unpaid, from: large.orders, count: HELD_BY });
  await holdFor(admin, stage.wares.map(({ variantId }) => variantId), holders); // prettier-ignore
  const third = new Map(await purchases(world));

  const text = ({ orders, listings }: { readonly orders: number; readonly listings: number }) => `${orders} orders, ${listings} listings`;
  return [
    ...sized(text(small), first),
    ...compared(text(large), first, second),
    ...compared(`both variants held by ${HELD_BY} orders`, second, third),
  ];
};
