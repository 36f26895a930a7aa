import { z } from 'zod';
import type { AnyRequest } from '../route/route.ts';
import { queryInteger } from '../route/query-integer.ts';
import type { CursorPosition } from './cursor-codec.ts';

/** The wire shape of every list; `nextCursor` is null on the last page. */
export const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Query parameters of every list: spread them into its `query` object. */
export const listQuery = {
  limit: queryInteger({ min: 1, max: 100 }).default(20),
  cursor: z.string().min(1).max(1024).optional(),
};

/** A page as use-cases answer it; `next` is the position of the last item, absent on the last page. */
export type Page<Item> = { readonly items: readonly Item[]; readonly next?: CursorPosition };

/** The view of a page; its cursor is bound to this request's list, filters and caller. */
export const pageView = <Item, View, Request extends Pick<AnyRequest, 'cursorAt'>>(
  page: Page<Item>,
  request: Request,
  view: (item: Item, request: Request) => View,
) => ({
  items: page.items.map((item) => view(item, request)),
  nextCursor: page.next === undefined ? null : request.cursorAt(page.next),
});

/** Takes one item more than asked for, so that the last page is known without a count. */
export const pageOf = <Item>(found: readonly Item[], limit: number, positionOf: (item: Item) => CursorPosition): Page<Item> => {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last !== undefined ? { items, next: positionOf(last) } : { items };
};
