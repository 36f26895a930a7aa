import { facts, list, oneLine, text } from '../src/domain/content.ts';

const typed = 'Budi\r\nBcc: everyone@wadah.test\u2028-- \u202Etxt';

test('what people typed is one line, and turns no writing round', () => {
  const line = 'Budi Bcc: everyone@wadah.test --  txt';
  expect(oneLine(typed)).toBe(line);
  expect([text(typed), list([typed]), facts(['Name', typed])]).toEqual([
    { kind: 'text', text: line },
    { kind: 'list', items: [line] },
    { kind: 'facts', rows: [['Name', line]] },
  ]);
});
