import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allEvents, type EventDefinition, type OutgoingEvent } from '@wadah/contracts';
import { z } from 'zod';

/** A release that a message may come from: as one wrote it, as one before any optional field would have, or as one to come. */
export const releases = ['written', 'earlier', 'later'] as const;

export type Release = (typeof releases)[number];

/** A value that no list of this release knows. */
export const ADDED_LATER = 'added_later';

type Schema = {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
};

const isOpenList = ({ anyOf = [] }: Schema): boolean =>
  anyOf.some((one) => one.enum !== undefined) && anyOf.some((one) => !('enum' in one));

const asOf = (release: Release, schema: Schema, value: unknown): unknown => {
  if (release === 'later' && isOpenList(schema)) return ADDED_LATER;
  if (Array.isArray(value)) return value.map((one) => asOf(release, schema.items ?? {}, one));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([name]) => release !== 'earlier' || schema.required?.includes(name) === true)
    .map(([name, field]) => [name, asOf(release, schema.properties?.[name] ?? {}, field)] as const);
  return { ...Object.fromEntries(fields), ...(release === 'later' && { addedLater: { by: 'a release to come' } }) };
};

/** Names the document that writes an event of this noun. */
const writerOf: Readonly<Record<string, string>> = {
  agency: 'agencyId',
  category: 'categoryId',
  client: 'clientId',
  listing: 'listingId',
  order: 'orderId',
  'seller-order': 'orderId',
  payment: 'paymentId',
  refund: 'paymentId',
  seller: 'sellerId',
  session: 'sessionId',
};

const subjectOf = (type: string, data: Readonly<Record<string, unknown>>): string => {
  const field = writerOf[type.slice(0, type.indexOf('.'))];
  const known = ['reservationId', 'variantId', 'codeId', 'accountId'];
  const name = field ?? known.find((one) => data[one] !== undefined);
  const subject = name === undefined ? undefined : data[name];
  if (typeof subject !== 'string') throw new Error(`Whose event is ${type}? The goldens' table of writers does not say.`);
  return subject;
};

/** As they follow each other in a life; what is not here comes after. */
const beginnings = [
  ...['agency.created.v1', 'category.created.v1', 'seller.applied.v1', 'seller.verified.v1', 'listing.published.v1'],
  ...['order.placed.v1', 'stock.reserved.v1', 'order.confirmed.v1', 'payment.requested.v1', 'payment.captured.v1', 'order.paid.v1'],
  ...['seller-order.opened.v1', 'seller-order.accepted.v1', 'refund.requested.v1', 'refund.processing.v1'],
];

const placeOf = ({ type }: EventDefinition): number => (beginnings.includes(type) ? beginnings.indexOf(type) : beginnings.length);

/** Each release's messages speak of things of their own. */
const ofItsOwn = (release: Release, data: unknown): unknown =>
  JSON.parse(JSON.stringify(data).replaceAll('_0198c5a0-', `_0198c5a${releases.indexOf(release)}-`));

const read = (): Readonly<Record<string, readonly unknown[]>> =>
  JSON.parse(readFileSync(join(__dirname, '../../../docs/release/goldens.json'), 'utf8')) as ReturnType<typeof read>;

export type GoldenMessage = OutgoingEvent & { readonly release: Release; readonly sequence: number };

/**
 * Every golden of these topics, as each kind of release would write it, in an order that a life may have.
 * @throws for an event without a golden: `pnpm goldens` adds it.
 */
export const goldenMessages = (topics: readonly string[], time = new Date()): readonly GoldenMessage[] => {
  const goldens = read();
  const numbers = new Map<string, number>();
  const chosen = allEvents.filter(({ topic }) => topics.includes(topic)).toSorted((left, right) => placeOf(left) - placeOf(right));
  return releases.flatMap((release) =>
    chosen.flatMap((definition) => {
      const { type, topic } = definition;
      const known = goldens[type];
      if (known === undefined) throw new Error(`${type} has no golden.`);
      const schema = z.toJSONSchema(definition.data, { io: 'input' }) as Schema;
      return known.map((golden) => {
        const data = ofItsOwn(release, asOf(release, schema, golden)) as Readonly<Record<string, unknown>>;
        const subject = subjectOf(type, data);
        const sequence = (numbers.get(subject) ?? 0) + 1;
        numbers.set(subject, sequence);
        return { release, type, topic, subject, time, sequence, data };
      });
    }),
  );
};
