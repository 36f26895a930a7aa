import { must } from './http.ts';

/** A list read to its end: what earlier suites and runs left waiting stands before what a test looks for. */
export const everyItem = async (path: string, token: string): Promise<readonly any[]> => {
  const items: any[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: any = await must(`GET ${path}&limit=100${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, { token });
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
};
