import { mayPrepare, maySubmit, type Seller } from '../src/domain/seller.ts';
import { refusal } from './support/examples.ts';

const through = expect.objectContaining({ ok: true });

test.each<[string, Omit<Seller, 'sequence'> | undefined, unknown, unknown]>([
  ['an unknown seller may try again', undefined, refusal('organisation-unknown'), refusal('organisation-unknown')],
  ['an applicant prepares drafts and submits nothing', { application: 'applied' }, through, refusal('seller-not-verified')],
  ['a returned applicant too', { application: 'returned' }, through, refusal('seller-not-verified')],
  ['a rejected applicant prepares nothing', { application: 'rejected' }, refusal('seller-not-verified'), refusal('seller-not-verified')],
  ['a verified seller does both', { approval: 'verified' }, through, through],
  ['a new application takes nothing from a verified seller', { approval: 'verified', application: 'applied' }, through, through],
  ['nor does its rejection', { approval: 'verified', application: 'rejected' }, through, through],
  ['a suspended seller does neither', { approval: 'suspended' }, refusal('seller-suspended'), refusal('seller-suspended')],
])('%s', (_rule, seller, prepare, submit) => {
  const row = seller === undefined ? undefined : { ...seller, sequence: 1 };
  expect(mayPrepare(row)).toEqual(prepare);
  expect(maySubmit(row)).toEqual(submit);
});
