import { cryptoBox } from '../src/index.ts';

const key = (byte: number) => Buffer.alloc(32, byte);
const box = cryptoBox({ dataKey: key(1), hashKey: key(2) });

test('a sealed text opens again, and the same text is sealed differently each time', () => {
  const first = box.seal('3674010101010001', 'sel_1:nik');
  expect(box.open(first, 'sel_1:nik')).toBe('3674010101010001');
  expect(box.seal('3674010101010001', 'sel_1:nik').text).not.toBe(first.text);
  expect(JSON.stringify(first)).not.toContain('3674010101010001');
});

test('a text does not open under another context', () => {
  expect(() => box.open(box.seal('secret', 'sel_1:nik'), 'sel_2:nik')).toThrow();
});

test('a text that was changed does not open', () => {
  const sealed = box.seal('secret', 'a');
  const text = Buffer.from(sealed.text, 'base64');
  text.writeUInt8(text.readUInt8(0) ^ 1, 0);
  expect(() => box.open({ ...sealed, text: text.toString('base64') }, 'a')).toThrow();
});

test('an old key still opens what it sealed, and an unknown one is named', () => {
  const sealed = box.seal('secret', 'a');
  expect(cryptoBox({ dataKey: key(3), oldDataKeys: [key(1)], hashKey: key(2) }).open(sealed, 'a')).toBe('secret');
  expect(() => cryptoBox({ dataKey: key(3), hashKey: key(2) }).open(sealed, 'a')).toThrow(sealed.keyId);
});

test('a hash is equal for equal texts of one purpose only, and only under the same key', () => {
  expect(box.hash('a', 'nik')).toBe(box.hash('a', 'nik'));
  expect(box.hash('a', 'nik')).not.toBe(box.hash('a', 'code'));
  expect(box.hash('a', 'nik')).not.toBe(cryptoBox({ dataKey: key(1), hashKey: key(3) }).hash('a', 'nik'));
});
