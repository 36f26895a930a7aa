import { compose, titleOf } from '../src/domain/compose.ts';
import { rupiahText, timeText } from '../src/domain/format.ts';
import { renderHtml, renderText } from '../src/domain/render.ts';
import type { TemplateName, Written } from '../src/domain/template-facts.ts';
import { exampleFacts, hostileDetails, hostileName } from './support/examples.ts';

const names = Object.keys(exampleFacts) as TemplateName[];
const written = (template: TemplateName): Written => ({ template, facts: exampleFacts[template] }) as Written;
const inBoth = names.flatMap((name) => (['id', 'en'] as const).map((locale) => [name, locale] as const));

test.each(inBoth)('%s in %s has a title, a text and a page with nothing missing', (name, locale) => {
  const content = compose(written(name), { publicUrl: 'http://shop.example' }, { locale, name: 'Siti' });
  const whole = renderText(content) + renderHtml(content);
  expect(content.title.length).toBeGreaterThan(10);
  expect(content.title).not.toContain('\n');
  expect(whole).not.toMatch(/undefined|null|NaN|\[object/);
  expect(renderHtml(content)).toContain(`<html lang="${locale}">`);
});

test.each(inBoth)('%s in %s shows as text what people typed, never as markup', (name, locale) => {
  const html = renderHtml(compose(written(name), hostileDetails, { locale, name: hostileName }));
  expect(html).not.toContain('<img');
  expect(html).not.toContain('onerror="');
});

test('each language says it in its own words', () => {
  for (const name of names) {
    const [id, en] = (['id', 'en'] as const).map((locale) => renderText(compose(written(name), hostileDetails, { locale })));
    expect(id).not.toBe(en);
    expect(titleOf(written(name), 'id')).not.toBe(titleOf(written(name), 'en'));
  }
});

test('a mail that a stranger can cause greets nobody, since the name is the stranger’s', () => {
  for (const name of names.filter((each) => each.startsWith('code_'))) {
    expect(renderText(compose(written(name), hostileDetails, { locale: 'id' }))).not.toMatch(/Halo/);
  }
});

test('money and time read as people in Banten write them', () => {
  expect([rupiahText(1_250_000, 'id'), rupiahText(1_250_000, 'en')]).toEqual(['Rp1.250.000', 'Rp1,250,000']);
  expect(timeText('2026-11-24T17:30:00.000Z', 'id')).toBe('25 November 2026 00.30 WIB');
  expect(timeText('2026-11-24T17:30:00.000Z', 'en')).toBe('25 November 2026 00:30 WIB');
});
