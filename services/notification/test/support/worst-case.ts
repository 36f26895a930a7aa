import type { Addressee } from '../../src/domain/compose.ts';
import { mailKinds } from '../../src/domain/mail-kinds.ts';
import type { TemplateFacts, TemplateName, Written } from '../../src/domain/template-facts.ts';
import type { Details } from '../../src/domain/templates/template.ts';
import { values } from '../../src/domain/values.ts';
import { exampleFacts } from './examples.ts';

/** Longer than a phone is wide, without a space; then markup, and what would start a header or turn the writing round. */
const endless = 'PerkumpulanPengrajinGulaArenDanMaduHutanKabupatenLebakBagianSelatan'.repeat(2);
const nasty = `${endless} <script src="https://evil.test/a.js">alert(1)</script> <img src=x onerror="alert(1)">&'\r\nBcc: everyone@evil.test\u202Etxt`;

const id = (prefix: string) => `${prefix}_0198c5a0-0000-7000-8000-000000000001`;
const ids = {
  orderId: id('ord'),
  sellerOrderId: id('so'),
  sellerId: id('sel'),
  listingId: id('lst'),
  refundId: id('ref'),
  clientId: id('cli'),
};

/** The name of a store and the title of a listing are all that people type of what a message itself holds. */
const typed = { name: nasty, title: nasty, trackingNumber: 'X'.repeat(64), courier: 'y'.repeat(64), qrString: '0002010102'.repeat(30) };

const only = (facts: object, wanted: object): object =>
  Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, Reflect.get(wanted, key) ?? value]));

const written = <Name extends TemplateName>(template: Name, facts: TemplateFacts[Name]): Written => ({ template, facts }) as Written;

const worst = (template: TemplateName): Written =>
  written(template, only(exampleFacts[template], { ...ids, ...typed, amountRupiah: 999_999_999_999 }) as TemplateFacts[typeof template]);

const { how_to_pay: howToPay, account_membership: membership, store_member: member } = exampleFacts;
const { qrString: _qr, ...byTransfer } = howToPay;
const { role: _role, ...leftOrganisation } = membership;
const { role: _staff, ...leftStore } = member;

/** Every template at its worst, and every value that a template says in words. */
export const worstCases: readonly (readonly [name: string, written: Written])[] = [
  ...mailKinds.map((template) => [template, worst(template)] as const),
  ['how_to_pay by transfer', written('how_to_pay', { ...byTransfer, paymentMethod: 'va_banten', vaNumber: '1'.repeat(40) })],
  ['account_membership left', written('account_membership', leftOrganisation)],
  ['store_member left', written('store_member', leftStore)],
  ...values.securityChange.map((change) => [`account_security ${change}`, written('account_security', { change })] as const),
  ...values.contestReason.flatMap((reason) => [
    [`contested_parcel ${reason}`, written('contested_parcel', { ...exampleFacts.contested_parcel, reason })] as const,
    [`contested_sale ${reason}`, written('contested_sale', { ...exampleFacts.contested_sale, reason })] as const,
  ]),
  ...values.parcelReason.flatMap((reason) => [
    [`parcel_cancelled ${reason}`, written('parcel_cancelled', { ...exampleFacts.parcel_cancelled, reason })] as const,
    [`sale_cancelled ${reason}`, written('sale_cancelled', { ...exampleFacts.sale_cancelled, reason })] as const,
  ]),
  ...values.clientChange.map(
    (change) => [`store_client ${change}`, written('store_client', { ...exampleFacts.store_client, change })] as const,
  ),
];

export const worstDetails: Details = {
  publicUrl: 'https://pasar.bantenprov.example',
  code: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  storeName: nasty,
  personName: nasty,
  order: {
    lines: [
      { title: nasty, variantName: nasty, quantity: 10_000, unitPriceRupiah: 999_999_999, sellerId: ids.sellerId },
      { title: 'Gula aren cetak', variantName: '1 kg', quantity: 2, unitPriceRupiah: 32_000, sellerId: ids.sellerId },
    ],
    sellerOrders: [{ sellerOrderId: ids.sellerOrderId, sellerName: nasty, pickUpCode: 'K7P2QX' }],
  },
  review: { subject: nasty, reasons: [{ field: 'licences.nib', reason: nasty }], note: nasty },
};

/** A code belongs to no account, so its mail greets nobody. */
export const worstAddressee = (template: TemplateName, locale: Addressee['locale']): Addressee =>
  template.startsWith('code_') ? { locale } : { locale, name: nasty, unsubscribeCode: `${id('acc')}.${template}.${'q'.repeat(32)}` };
