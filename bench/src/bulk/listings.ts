import { randomUUID } from 'node:crypto';
import { fill, type Admin, type Stored } from './admin.ts';
import { dice } from './dice.ts';
import { renamed } from './renamed.ts';

type Variant = { readonly variantId: string; readonly priceRupiah: number };

type Stock = Stored & { readonly priceRupiah: number };

type Card = Stored & {
  readonly title: string;
  readonly description: string;
  readonly sellerId: string;
  readonly regency: string;
  readonly priceRupiah: number;
  readonly publishedAt: Date;
  readonly variants: readonly Variant[];
};

type Template = { readonly card: Card; readonly listing: Stored; readonly offer: Stored; readonly stocks: readonly Stock[] };

const readTemplates = async (admin: Admin): Promise<readonly Template[]> => {
  const cards = (await admin.rows('catalogue', 'cards').find({ live: true }).sort({ _id: 1 }).toArray()) as unknown as readonly Card[];
  const byId = async <T extends Stored>(service: string, collection: string): Promise<ReadonlyMap<string, T>> => {
    const found = await admin.rows(service, collection).find({}).toArray();
    return new Map((found as unknown as readonly T[]).map((row) => [row._id, row]));
  };
  const [listings, offers] = [await byId('catalogue', 'listings'), await byId('order', 'listings')];
  const stocks = await byId<Stock>('catalogue', 'stocks');
  return cards.flatMap((card) => {
    const [listing, offer] = [listings.get(card._id), offers.get(card._id)];
    const own = card.variants.flatMap(({ variantId }) => stocks.get(variantId) ?? []);
    return listing === undefined || offer === undefined ? [] : [{ card, listing, offer, stocks: own }];
  });
};

const DAY_MS = 86_400_000;

/** One of the seed's listings under other ids and words, at another price, in another regency, on another day. */
const variedOn = (templates: readonly Template[], index: number) => {
  const { below, of } = dice(index);
  const template = of(templates);
  const other = of(templates);
  const { card } = template;
  const names = new Map(
    [card._id, ...card.variants.map(({ variantId }) => variantId)].map((id) => [id, `${id.slice(0, 4)}${randomUUID()}`]),
  );
  const words = other.card.title.split(' ');
  const title = `${card.title} ${words.slice(0, 1 + below(2)).join(' ')}`;
  const description = `${card.description} ${of(other.card.description.split('. '))}`;
  const factor = 0.5 + below(150) / 100;
  const price = (priceRupiah: number): number => Math.ceil((priceRupiah * factor) / 500) * 500;
  const priced = <T extends { readonly priceRupiah: number }>(row: T): T => ({ ...row, priceRupiah: price(row.priceRupiah) });
  const put = <T extends Stored>(row: T): T => renamed(row, names);
  const variants = put(card).variants.map(priced);
  const publishedAt = new Date(card.publishedAt.getTime() - below(300 * DAY_MS));
  return {
    card: priced({ ...put(card), title, description, variants, publishedAt, regency: of(templates).card.regency }),
    listing: {
      ...put(template.listing),
      state: { ...(put(template.listing)['state'] as object), title, description, variants },
      skus: (template.listing['skus'] as readonly string[]).map((sku) => `${sku}-${index}`),
    },
    offer: { ...put(template.offer), title, variants },
    stocks: template.stocks.map((stock) => priced(put(stock))),
  };
};

/** Published listings straight into the databases of catalogue and order, as many as are missing from `count`. */
export const fillListings = async (admin: Admin, count: number): Promise<void> => {
  const missing = count - (await admin.rows('catalogue', 'cards').countDocuments({ live: true }));
  if (missing <= 0) return;
  const templates = await readTemplates(admin);
  const made = Array.from({ length: missing }, (_unused, index) => variedOn(templates, index));
  const into = (service: string, collection: string, pick: (one: (typeof made)[number]) => readonly Stored[]): Promise<void> =>
    fill(admin.rows(service, collection), made.length, (index) => pick(made[index] as (typeof made)[number]));
  await Promise.all([
    into('catalogue', 'cards', ({ card }) => [card]),
    into('catalogue', 'listings', ({ listing }) => [listing]),
    into('catalogue', 'stocks', ({ stocks }) => stocks),
    into('order', 'listings', ({ offer }) => [offer]),
  ]);
};
