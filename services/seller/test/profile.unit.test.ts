import { asAuthority, asCurator, asMember, asOwner, asReader, type Caller } from '../src/domain/access.ts';
import { decideChangeContact, decideSetDeliveryMethods } from '../src/domain/change-profile.ts';
import { checkDeliveryMethods, type DeliveryMethod } from '../src/domain/delivery-methods.ts';
import type { LiveSeller, Seller } from '../src/domain/seller.ts';
import { ok } from '@wadah/kit';
import { applied, at, rejected, statement, suspendedBy, verified } from './support/sellers.ts';

const courier: DeliveryMethod = { method: 'courier', priceRupiah: 15_000 };
const own = (...regencies: string[]): DeliveryMethod => ({ method: 'own_delivery', priceRupiah: 10_000, regencies });

test.each<[string, readonly DeliveryMethod[], string]>([
  ['one of each is fine', [courier, own('36.73'), { method: 'pick_up', priceRupiah: 0 }], 'ok'],
  ['own delivery may cost differently by regency', [own('36.73'), own('36.04', '36.72')], 'ok'],
  ['two couriers are refused', [courier, courier], 'delivery-method-twice'],
  ['a regency in two own deliveries is refused', [own('36.73'), own('36.73')], 'delivery-method-twice'],
  ['an own delivery to nowhere is refused', [{ method: 'own_delivery', priceRupiah: 0 }], 'delivery-regencies-missing'],
  ['a courier is not bound to regencies', [{ ...courier, regencies: ['36.73'] }], 'delivery-regencies-unexpected'],
])('%s', (_rule, methods, expected) => {
  const checked = checkDeliveryMethods(methods);
  expect(checked.ok ? 'ok' : checked.rejection.code).toBe(expected);
});

const typesOf = (result: ReturnType<typeof decideSetDeliveryMethods>) =>
  result.ok ? result.value.map(({ type }) => type) : result.rejection.code;

test.each<[string, Seller, unknown]>([
  ['a verified seller changes its delivery methods', verified, ['DeliveryMethodsChanged']],
  ['an applicant may prepare them', applied, ['DeliveryMethodsChanged']],
  ['a suspended seller may not', suspendedBy('curator'), 'seller-state'],
  ['a rejected one may not', rejected, 'seller-state'],
  ['the same again changes nothing', { ...verified, deliveryMethods: [courier] }, []],
  ['one that does not exist is not found', { status: 'absent' }, 'seller-not-found'],
])('%s', (_rule, seller, expected) => expect(typesOf(decideSetDeliveryMethods(seller, { methods: [courier], at }))).toEqual(expected));

test.each<[string, Seller, object, unknown]>([
  ['a story changes at once', verified, { story: 'Baru' }, ['ContactChanged']],
  ['the same phone changes nothing', verified, { phone: '+6281200000000' }, []],
  ['a suspended seller may still tell its story', suspendedBy('operator'), { story: 'Baru' }, ['ContactChanged']],
  ['a rejected one is over', rejected, { story: 'Baru' }, 'seller-state'],
])('%s', (_rule, seller, change, expected) => expect(typesOf(decideChangeContact(seller, { ...change, at }))).toEqual(expected));

const caller = (change: Partial<Caller>): Caller => ({
  id: 'acc_5',
  roleIn: () => 'none',
  curates: () => false,
  platform: 'none',
  ...change,
});
const stranger = caller({});
const owner = caller({ roleIn: () => 'owner' });
const staff = caller({ roleIn: () => 'staff' });
const curator = caller({ curates: (agencyId) => agencyId === 'agy_1' });
const foreign = caller({ curates: (agencyId) => agencyId === 'agy_2' });
const partial = caller({ curates: () => true, roleIn: () => 'staff' });
const founder = caller({ id: verified.founderId, curates: () => true });
const operator = caller({ platform: 'operator' });
const auditor = caller({ platform: 'auditor' });
const answers = { member: asMember, owner: asOwner, curator: asCurator, authority: asAuthority, reader: asReader };

test.each<[string, keyof typeof answers, Caller, string]>([
  ['a member command of an owner', 'member', owner, 'ok'],
  ['a member command of staff', 'member', staff, 'ok'],
  ['a member command of a stranger', 'member', stranger, 'seller-not-found'],
  ['a member command of an operator', 'member', operator, 'seller-not-found'],
  ['an owner command of staff', 'owner', staff, 'forbidden'],
  ['an owner command of a stranger', 'owner', stranger, 'seller-not-found'],
  ['a review by the agency’s curator', 'curator', curator, 'ok'],
  ['a review by another agency’s curator', 'curator', foreign, 'seller-not-found'],
  ['a review by a curator who is staff', 'curator', partial, 'own-case'],
  ['a review by a curator who founded it, with a token from before', 'curator', founder, 'own-case'],
  ['a suspension by a curator who founded it', 'authority', founder, 'own-case'],
  ['a review by an operator', 'curator', operator, 'seller-not-found'],
  ['a suspension by an operator', 'authority', operator, 'ok'],
  ['a suspension by the agency’s curator', 'authority', curator, 'ok'],
  ['a suspension by an auditor', 'authority', auditor, 'seller-not-found'],
  ['an application read by an auditor', 'reader', auditor, 'ok'],
  ['an application read by staff', 'reader', staff, 'forbidden'],
  ['an application read by another agency’s curator', 'reader', foreign, 'seller-not-found'],
])('%s is answered', (_rule, gate, who, expected) => {
  const result = answers[gate](who, () => ok('ok'))(verified);
  expect(result.ok ? result.value : result.rejection.code).toBe(expected);
});

/** A verified seller of the first agency that has applied again at the second one. */
const moving: LiveSeller = {
  ...verified,
  application: { ...verified.application, status: 'open', statement: { ...statement, agencyId: 'agy_2' } },
};

test.each<[string, keyof typeof answers, Caller, string]>([
  ['a suspension by its own agency', 'authority', curator, 'ok'],
  ['a suspension by the agency that it wants to join', 'authority', foreign, 'seller-not-found'],
  ['a review by the agency that it wants to join', 'curator', foreign, 'ok'],
  ['a review by the agency that it wants to leave', 'curator', curator, 'seller-not-found'],
])('while a seller applies at another agency, %s is answered', (_rule, gate, who, expected) => {
  const result = answers[gate](who, () => ok('ok'))(moving);
  expect(result.ok ? result.value : result.rejection.code).toBe(expected);
});
