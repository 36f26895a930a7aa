/** A mail before it is a text or a page. Templates say what stands in it; the two renderers alone know how, and escape everything. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  /** Something to type elsewhere: a code, an account number. */
  | { readonly kind: 'code'; readonly value: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: string, value: string])[] }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'link'; readonly label: string; readonly url: string };

export type Content = { readonly language: string; readonly title: string; readonly blocks: readonly Block[]; readonly footer: string };

export const text = (...lines: readonly string[]): Block => ({ kind: 'text', text: lines.join(' ') });
export const code = (value: string): Block => ({ kind: 'code', value });
export const facts = (...rows: readonly (readonly [string, string])[]): Block => ({ kind: 'facts', rows });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const link = (label: string, url: string): Block => ({ kind: 'link', label, url });
