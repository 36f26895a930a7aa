import type { CartLine } from '../../domain/cart.ts';
import type { Quote } from '../../domain/quote.ts';
import type { StoredCart } from '../../app/ports.ts';

/** A cart is one hash: `owner`, `order`, `quote` and a field for each line. */
export const lineField = (variantId: string): string => `line:${variantId}`;

const LINE = 'line:';

/** Only this adapter writes these texts, so what they hold is known. */
const toLine = (text: string): CartLine => JSON.parse(text) as CartLine;

const toQuote = (text: string): Quote => {
  const stored = JSON.parse(text) as Omit<Quote, 'expiresAt'> & { readonly expiresAt: string };
  return { ...stored, expiresAt: new Date(stored.expiresAt) };
};

export const toCart = (cartId: string, flat: readonly string[]): StoredCart => {
  const names = flat.filter((_text, index) => index % 2 === 0);
  const fields = new Map(names.map((name, index) => [name, flat[index * 2 + 1] ?? '']));
  const owner = fields.get('owner');
  const order = fields.get('order');
  const quote = fields.get('quote');
  return {
    cartId,
    lines: [...fields].filter(([name]) => name.startsWith(LINE)).map(([, text]) => toLine(text)),
    ...(owner === undefined ? {} : { ownerId: owner }),
    ...(order === undefined ? {} : { orderId: order }),
    ...(quote === undefined ? {} : { quote: toQuote(quote) }),
  };
};
