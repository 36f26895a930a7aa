/** A mail before it is a text or a page. Templates say what stands in it; the two renderers alone know how, and escape everything. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Something to type elsewhere: a code, an account number. */
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

/** How its reader gets no more of a mail that is no duty. */
export type Unsubscribe = { readonly label: string; readonly url: string };

export type Content = {
  readonly language: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
  readonly unsubscribe?: Unsubscribe;
};

/** Line breaks in a name could play other parts of the mail or another header, and signs that turn the direction of writing could play another name. */
export const oneLine = (value: string): string => value.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]+/gu, ' ').trim();

export const text = (...lines: readonly string[]): Block => ({ kind: 'text', text: oneLine(lines.join(' ')) });
export const code = (value: string): Block => ({ kind: 'code', value: oneLine(value) });
export const facts = (...rows: readonly (readonly [string, string])[]): Block => ({
  kind: 'facts',
  rows: rows.map(([label, value]) => [label, oneLine(value)] as const),
});
export const list = (items: readonly string[]): Block => ({ kind: 'list', items: items.map(oneLine) });
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url });
