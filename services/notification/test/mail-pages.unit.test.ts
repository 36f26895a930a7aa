import { compose } from '../src/domain/compose.ts';
import { isOptional } from '../src/domain/mail-kinds.ts';
import { renderHtml, renderText } from '../src/domain/render.ts';
import { worstAddressee, worstCases, worstDetails } from './support/worst-case.ts';

const inBoth = worstCases.flatMap(([name, written]) => (['id', 'en'] as const).map((locale) => [name, locale, written] as const));
const composed = ([, locale, written]: (typeof inBoth)[number]) => compose(written, worstDetails, worstAddressee(written.template, locale));
const pages = inBoth.map((one) => [one[0], one[1], renderHtml(composed(one))] as const);

const allowedTags = new Set([
  'html',
  'head',
  'meta',
  'title',
  'body',
  'div',
  'p',
  'h1',
  'table',
  'tr',
  'td',
  'span',
  'br',
  'strong',
  'ul',
  'li',
  'a',
]);

test.each(pages)('%s in %s is made of known tags alone: no script, no picture, no form', (_name, _locale, html) => {
  const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, tag = '']) => tag.toLowerCase());
  expect(tags.filter((tag) => !allowedTags.has(tag))).toEqual([]);
});

test.each(pages)('%s in %s fetches nothing: links lead to the shop, and styles name no address', (_name, _locale, html) => {
  const attributes = [...html.matchAll(/<[a-z][^>]*>/gi)].flatMap(([tag]) => [...tag.matchAll(/\s([a-z-]+)="([^"]*)"/gi)]);
  const named = (name: string) => attributes.filter(([, key]) => key === name).map(([, , value = '']) => value);
  expect(attributes.filter(([, key = '']) => !/^(lang|charset|name|content|style|role|href)$/.test(key))).toEqual([]);
  for (const url of named('href')) expect(url).toMatch(/^https:\/\/pasar\.bantenprov\.example\//);
  for (const style of named('style')) expect(style).not.toMatch(/url\(|@import|expression/i);
});

test.each(pages)('%s in %s fits a phone: nothing has a width of its own, and what is long wraps', (_name, _locale, html) => {
  expect(html).toContain('<meta name="viewport" content="width=device-width,initial-scale=1">');
  expect(html).toMatch(/<body style="[^"]*overflow-wrap:anywhere;word-break:break-word/);
  expect(html).not.toMatch(/[;"]\s*(min-)?width:\d+px|white-space:\s*(pre|nowrap)|\swidth="/);
  for (const [table] of html.matchAll(/<table[^>]*>/g)) expect(table).toMatch(/width:100%;.*table-layout:fixed/);
});

test.each(inBoth)('%s in %s keeps what people typed on its own line: no header, no other part of the mail', (...one) => {
  const content = composed(one);
  expect(content.title).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  expect(renderText(content)).not.toMatch(/^Bcc:/m);
  expect(renderText(content) + renderHtml(content)).not.toMatch(/[\r\p{Bidi_Control}]|undefined|\[object/u);
});

test('only mails that are no duty say how to get no more of them', () => {
  for (const one of inBoth) {
    const [, , written] = one;
    const content = composed(one);
    expect(content.unsubscribe !== undefined).toBe(isOptional(written.template));
    expect(renderText(content).includes('/unsubscriptions#code=')).toBe(isOptional(written.template));
    expect(renderHtml(content).includes('/unsubscriptions#code=')).toBe(isOptional(written.template));
  }
});
