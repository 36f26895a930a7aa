import { languages } from '../src/domain/compose.ts';
import { mailKinds, optionalMails } from '../src/domain/mail-kinds.ts';
import { wordIn, values } from '../src/domain/values.ts';

const { id, en } = languages;

/** Every text of a tree of texts, by its path. */
const textsIn = (tree: unknown, path = ''): readonly (readonly [string, string])[] => {
  if (typeof tree === 'string') return [[path, tree]];
  if (typeof tree !== 'object' || tree === null) return [];
  return Object.entries(tree).flatMap(([key, child]) => textsIn(child, `${path}.${key}`));
};

const textsOf = ({ words, securityTexts, optionalMails: labels, footer, dutyNote, unsubscribe }: typeof id) =>
  new Map(textsIn({ words, securityTexts, labels, footer, dutyNote, unsubscribe }));

/** Names that are the same in both. */
const names = /^\.words\.(paymentMethod\.qris|sellerLevel\.L\d|role\.(auditor|operator))$/;

test('both languages have the same keys, and every one has a text', () => {
  expect([...textsOf(id).keys()].sort()).toEqual([...textsOf(en).keys()].sort());
  for (const text of [...textsOf(id).values(), ...textsOf(en).values()]) expect(text.trim()).not.toBe('');
});

test('no text is left in the other language', () => {
  const same = [...textsOf(id)].filter(([key, text]) => textsOf(en).get(key) === text && !names.test(key));
  expect(same).toEqual([]);
});

test.each([
  ['id', id],
  ['en', en],
] as const)(
  '%s has a template for every mail, a word for every value and a label for every mail that can be switched off',
  (_locale, language) => {
    expect(Object.keys(language.templates).sort()).toEqual([...mailKinds].sort());
    expect(Object.keys(language.optionalMails).sort()).toEqual([...optionalMails].sort());
    const { securityChange, ...others } = values;
    for (const [kind, all] of Object.entries(others)) {
      expect([kind, Object.keys(Reflect.get(language.words, kind) as object).sort()]).toEqual([kind, [...all].sort()]);
    }
    expect(Object.keys(language.securityTexts).sort()).toEqual([...securityChange].sort());
    expect(Object.keys(language.words.saleReason).sort()).toEqual([...values.parcelReason].sort());
    expect(Object.keys(language.words.contestSaleReason).sort()).toEqual([...values.contestReason].sort());
  },
);

test.each(['other', 'came_later', 'constructor', '__proto__'])('a value that a later release knows (%s) is said as any other', (value) => {
  expect(wordIn(id.words.parcelReason, value)).toBe('karena suatu kendala');
  expect(wordIn(en.securityTexts, value).title).toBe('The security of your Wadah account has changed');
});
