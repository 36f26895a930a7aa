import { faultsOfLine } from './support/logged.ts';

/** The logs of the whole run are read when it ends (`support/teardown.ts`); here the reader itself is tried. */
const line = (fields: object): string => JSON.stringify({ level: 30, service: 'order', msg: 'request', correlationId: 'cor-1', ...fields });

test.each([
  ['a token', { token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhY2MifQ.c2lnbmF0dXJl' }],
  ['an authorization header', { header: 'Basic d2FkYWgtc2VydmVyLWtleTo=' }],
  ['a password', { body: 'wadah-demo-2026' }],
  ['a code by mail', { code: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567' }],
  ['a mail address', { err: { message: 'no mail to siti@wadah.test' } }],
  ['a telephone number', { phone: '+6281200051214' }],
  ['a telephone number', { phone: '081200051214' }],
  ['a number of a person (NIK, NPWP, bank account)', { nik: '3604014107900001' }],
  ['an address', { street: 'Jalan Yusuf Martadilaga No. 14' }],
])('%s in a line is found', (what, fields) => {
  expect(faultsOfLine(line(fields))).toEqual([`${what} in “request”`]);
});

test('a line that belongs to a request or an event and does not say to which is found', () => {
  expect(faultsOfLine(line({ correlationId: undefined }))).toEqual(['no correlation id in “request”']);
});

test('what is no JSON is found', () => {
  expect(faultsOfLine('TypeError: x is not a function')).toHaveLength(1);
});

test('ids, times, sums and states are nobody’s data', () => {
  const fields = {
    orderId: 'ord_01991f0e-7d1c-7b44-9a57-5d1f6f2f1e10',
    messageId: 'msg_01991f0e-7d1c-7b44-9a57-081200051214',
    delayMs: 850.0812000512,
    time: 1795554020223,
    totalRupiah: 125_000,
    route: '/v1/orders/{orderId}',
  };
  expect(faultsOfLine(line(fields))).toEqual([]);
});
