import { planVariants, type PlanVariants, type VariantDraft } from '../src/domain/listing-content.ts';
import { content, refusal } from './support/examples.ts';

const goods: VariantDraft = { sku: 'KOPI-200G', name: '200 g', priceRupiah: 45_000, stock: 20, weightGrams: 220 };
const departure: VariantDraft = { sku: 'BADUY-1', name: 'Desember', priceRupiah: 300_000, stock: 20, serviceDate: '2026-12-05' };
const service: VariantDraft = { sku: 'LOGO', name: 'Paket logo', priceRupiah: 1_500_000, stock: 5 };

const plan = (more: Partial<PlanVariants>) => planVariants({ kind: 'goods', drafts: [goods], present: [], seed: ['lst_1'], ...more });

test.each<[string, Partial<PlanVariants>, unknown]>([
  ['goods without weight can’t be sent', { drafts: [{ ...service }] }, refusal('weight-required')],
  ['a tour has no weight', { kind: 'tour', drafts: [{ ...departure, weightGrams: 1 }] }, refusal('weight-not-goods')],
  ['a tour’s variant is one departure with its date', { kind: 'tour', drafts: [service] }, refusal('service-date-required')],
  ['goods have no date', { drafts: [{ ...goods, serviceDate: '2026-12-05' }] }, refusal('service-date-not-tour')],
  ['a service has no date', { kind: 'service', drafts: [departure] }, refusal('service-date-not-tour')],
  ['a new variant needs its price', { drafts: [{ sku: 'A', name: 'A', stock: 1, weightGrams: 1 }] }, refusal('variant-incomplete')],
  ['two variants with one sku are one too many', { drafts: [goods, goods] }, refusal('sku-taken')],
  ['an id of another listing is unknown here', { drafts: [{ ...goods, variantId: 'var_9' }] }, refusal('variant-not-found')],
  [
    'a new sku may not hide that one variant is named twice',
    {
      present: content.variants,
      drafts: [
        { variantId: 'var_1', sku: 'GULA-NEW', name: 'x', weightGrams: 1 },
        { sku: 'GULA-1KG', name: 'y', weightGrams: 1 },
      ],
    },
    refusal('sku-taken'),
  ],
  [
    'a price is not changed by an edit',
    { present: content.variants, drafts: [{ sku: 'GULA-1KG', name: '1 kg', weightGrams: 1_000, priceRupiah: 1 }] },
    refusal('variant-has-own-routes'),
  ],
  [
    'stock is not changed by an edit',
    { present: content.variants, drafts: [{ sku: 'GULA-1KG', name: '1 kg', weightGrams: 1_000, stock: 1 }] },
    refusal('variant-has-own-routes'),
  ],
  [
    'another date is another departure',
    {
      kind: 'tour',
      present: [{ variantId: 'var_1', sku: 'BADUY-1', name: 'x', priceRupiah: 1, serviceDate: '2026-12-01' }],
      drafts: [{ ...departure, stock: undefined as never, priceRupiah: undefined as never }],
    },
    refusal('service-date-fixed'),
  ],
])('%s', (_rule, more, expected) => expect(plan(more)).toEqual(expected));

test('a new variant opens its stock under an id that a retry finds again', () => {
  const first = plan({});
  expect(first).toEqual(plan({}));
  expect(first).toMatchObject({
    ok: true,
    value: { openings: [{ priceRupiah: 45_000, stock: 20 }], variants: [{ sku: 'KOPI-200G', weightGrams: 220 }] },
  });
});

test('a try with another opening has another id, so that it never finds stock begun differently', () => {
  const idOf = (draft: VariantDraft) => {
    const planned = plan({ drafts: [draft] });
    return planned.ok ? planned.value.openings[0]?.variantId : undefined;
  };
  expect(idOf(goods)).not.toBe(idOf({ ...goods, stock: 21 }));
  expect(idOf(goods)).not.toBe(idOf({ ...goods, priceRupiah: 45_001 }));
});

test('a variant that stays keeps its price and its price’s number, and opens no stock', () => {
  const present = [{ ...content.variants[0]!, priceSequence: 4 }];
  const planned = plan({ present, drafts: [{ sku: 'GULA-1KG', name: 'Satu kilo', weightGrams: 1_050, priceRupiah: 35_000 }] });
  expect(planned).toEqual({ ok: true, value: { openings: [], variants: [{ ...present[0], name: 'Satu kilo', weightGrams: 1_050 }] } });
});
