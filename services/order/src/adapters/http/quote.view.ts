import type { Locale } from '@wadah/http';
import { z } from 'zod';
import type { Quoted } from '../../app/quote-cart.ts';
import type { ChosenGroup } from '../../domain/choose-deliveries.ts';
import type { PaymentMethodOffer } from '../../domain/payment-methods.ts';
import { deliveryMethodSchema } from './input.ts';
import { moneySchema, timeSchema } from './money.view.ts';
import { wordsOf } from './words/words-of.ts';
import type { Words } from './words/words.ts';

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
      text: z.string().optional(),
      oldPriceRupiah: moneySchema.optional(),
      newPriceRupiah: moneySchema.optional(),
    }),
  ),
  paymentMethods: z.array(
    z.object({
      method: z.string(),
      label: z.string(),
      available: z.boolean(),
      reason: z.string().optional(),
      reasonText: z.string().optional(),
    }),
  ),
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

const toGroupView = (group: ChosenGroup, words: Words) => ({
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
  deliveryOptions: group.options.map(({ method, priceRupiah }) => ({ method, priceRupiah, label: words.deliveryMethod[method] })),
  deliveryMethod: group.chosen.method,
  goodsRupiah: group.goodsRupiah,
  shippingRupiah: group.chosen.priceRupiah,
  taxRupiah: group.taxRupiah,
});

const toChanges = ({ priceChanges, notOnSale }: Quoted, words: Words) => [
  ...priceChanges.map((change) => ({ ...change, change: 'price_changed' as const, text: words.quoteChange.price_changed })),
  ...notOnSale.map((variantId) => ({ variantId, change: 'not_on_sale' as const, text: words.quoteChange.not_on_sale })),
];

const toPaymentMethodView = (offer: PaymentMethodOffer, words: Words) => ({
  ...offer,
  label: words.paymentMethod[offer.method],
  reasonText: offer.reason === undefined ? undefined : words.paymentMethodFault[offer.reason],
});

export const toQuoteView = (quoted: Quoted, { locale }: { readonly locale: Locale }) => ({
  subtotalRupiah: quoted.subtotalRupiah,
  shippingRupiah: quoted.shippingRupiah,
  taxRupiah: quoted.taxRupiah,
  totalRupiah: quoted.totalRupiah,
  expiresAt: quoted.expiresAt.toISOString(),
  changes: toChanges(quoted, wordsOf(locale)),
  paymentMethods: quoted.paymentMethods.map((offer) => toPaymentMethodView(offer, wordsOf(locale))),
  sellers: quoted.groups.map((group) => toGroupView(group, wordsOf(locale))),
});
