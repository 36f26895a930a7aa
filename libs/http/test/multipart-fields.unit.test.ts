import { multipartFields } from '../src/app/multipart-fields.ts';

const type = 'multipart/form-data; boundary=x1';
const field = (name: string, value: string) => `--x1\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

test.each<[string, string, string, object]>([
  ['fields are read as they are', `${field('a', '1')}${field('b', 'two\r\nlines')}--x1--\r\n`, type, { a: '1', b: 'two\r\nlines' }],
  ['a quoted boundary counts', `${field('a', '1')}--x1--`, 'multipart/form-data; boundary="x1"', { a: '1' }],
  ['a boundary within a value ends nothing', `${field('a', 'see --x1 here')}--x1--`, type, { a: 'see --x1 here' }],
  ['a file is no text field', '--x1\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n\r\n1\r\n--x1--', type, { '': '1' }],
  ['what has no end is no field', field('a', '1'), type, {}],
  ['what names no boundary has no fields', field('a', '1'), 'multipart/form-data', { '': expect.any(String) }],
])('%s', (_rule, body, contentType, fields) => expect(multipartFields(body, contentType)).toEqual(fields));
