import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { Quoted } from '../../app/quote-cart.ts';
import type { ChosenGroup } from '../../domain/choose-deliveries.ts';
import type { DeliveryMethod } from '../../domain/seller-order.ts';
import { deliveryMethodSchema } from './input.ts';
import { moneySchema, timeSchema } from './money.view.ts';

export const quoteSchema = z.object({
  subtotalRupiah: moneySchema,
  shippingRupiah: moneySchema,
  taxRupiah: moneySchema,
  totalRupiah: moneySchema,
  expiresAt: timeSchema,
  changes: z.array(
    z.object({
      variantId: z.string(),
      change: z.enum(['price_changed', 'not_on_sale']),
      oldPriceRupiah: moneySchema.optional(),
      newPriceRupiah: moneySchema.optional(),
    }),
  ),
  paymentMethods: z.array(z.object({ method: z.string(), label: z.string(), available: z.boolean(), reason: z.string().optional() })),
  sellers: z.array(
    z.object({
      sellerId: z.string(),
      sellerName: z.string(),
      lines: z.array(
        z.object({
          variantId: z.string(),
          title: z.string(),
          variantName: z.string(),
          quantity: z.int(),
          unitPriceRupiah: moneySchema,
          lineRupiah: moneySchema,
        }),
      ),
      deliveryOptions: z.array(z.object({ method: deliveryMethodSchema, priceRupiah: moneySchema, label: z.string() })),
      deliveryMethod: deliveryMethodSchema,
      goodsRupiah: moneySchema,
      shippingRupiah: moneySchema,
      taxRupiah: moneySchema,
    }),
  ),
});

const deliveryLabels: Readonly<Record<DeliveryMethod, Readonly<Record<Locale, string>>>> = {
  courier: { id: 'Kurir', en: 'Courier' },
  own_delivery: { id: 'Diantar penjual', en: 'Delivered by the seller' },
  pick_up: { id: 'Ambil di tempat', en: 'Pick up' },
  on_site: { id: 'Di lokasi', en: 'On site' },
};

const toGroupView = (group: ChosenGroup, locale: Locale) => ({
  sellerId: group.sellerId,
  sellerName: group.sellerName,
  lines: group.lines.map(({ variantId, title, variantName, quantity, unitPriceRupiah }) => ({
    variantId,
    title,
    variantName,
    quantity,
    unitPriceRupiah,
    lineRupiah: quantity * unitPriceRupiah,
  })),
  deliveryOptions: group.options.map(({ method, priceRupiah }) => ({ method, priceRupiah, label: deliveryLabels[method][locale] })),
  deliveryMethod: group.chosen.method,
  goodsRupiah: group.goodsRupiah,
  shippingRupiah: group.chosen.priceRupiah,
  taxRupiah: group.taxRupiah,
});

export const toQuoteView = (quoted: Quoted, locale: Locale) => ({
  subtotalRupiah: quoted.subtotalRupiah,
  shippingRupiah: quoted.shippingRupiah,
  taxRupiah: quoted.taxRupiah,
  totalRupiah: quoted.totalRupiah,
  expiresAt: quoted.expiresAt.toISOString(),
  changes: [
    ...quoted.priceChanges.map((change) => ({ ...change, change: 'price_changed' as const })),
    ...quoted.notOnSale.map((variantId) => ({ variantId, change: 'not_on_sale' as const })),
  ],
  paymentMethods: quoted.paymentMethods.map(({ label, ...offer }) => ({ ...offer, label: label[locale] })),
  sellers: quoted.groups.map((group) => toGroupView(group, locale)),
});
