import { call, must } from './http.ts';
import { confirmed, newBuyer, operatorToken, signIn, type Buyer } from './people.ts';
import { newSeller, onSale, type NewSeller } from './selling.ts';
import { awaitingPayment, cartWith, paid } from './shopping.ts';
import type { Known } from './fuzz-values.ts';

export const actorNames = ['stranger', 'buyer', 'seller', 'curator', 'operator'] as const;

export type ActorName = (typeof actorNames)[number];

export type Actors = {
  readonly known: Known;
  tokenOf(name: ActorName): string | undefined;
  /** Signs somebody in anew whose session a request has closed; who locked themselves out is replaced. */
  revive(name: ActorName): Promise<void>;
};

const agency = 'dinas-pertanian';

const knownTo = async (buyer: Buyer, seller: NewSeller): Promise<Known> => {
  const listing = await onSale(seller, agency);
  const [{ variantId, sku }] = listing.variants;
  const wish = { sellerId: seller.sellerId, sku, quantity: 1 };
  const order = await paid(buyer.token, await awaitingPayment(buyer.token, [wish]));
  const waiting = await awaitingPayment(buyer.token, [wish]);
  const cartId = await cartWith(buyer.token, [wish]);
  const { cartId: guestCartId } = await must('POST /v1/carts');
  const { items } = await must('GET /v1/notifications', { token: buyer.token });
  return {
    sellerId: [seller.sellerId], organisationId: [seller.sellerId], listingId: [listing.listingId], variantId: [variantId],
    orderId: [order.orderId, waiting.orderId], paymentId: [order.payment.paymentId, waiting.payment.paymentId],
    sellerOrderId: [order.sellerOrders[0].sellerOrderId], cartId: [cartId, guestCartId],
    notificationId: [items[0].notificationId], provider: ['midtrans'],
  }; // prettier-ignore
};

const enter: Readonly<Record<Exclude<ActorName, 'stranger'>, (email: string | undefined) => Promise<string>>> = {
  buyer: async (email) => confirmed(email === undefined ? (await newBuyer()).token : await signIn(email)),
  seller: async (email) => confirmed(email === undefined ? (await newSeller(agency)).token : await signIn(email)),
  curator: () => signIn(`curator-${agency}@wadah.test`),
  operator: () => operatorToken(),
};

export const enterActors = async (): Promise<Actors> => {
  const [buyer, seller] = await Promise.all([newBuyer(), newSeller(agency)]);
  const known = await knownTo(buyer, seller);
  const emails: Partial<Record<ActorName, string>> = { buyer: buyer.email, seller: seller.email };
  const tokens: Partial<Record<ActorName, string>> = {};
  const revive = async (name: ActorName): Promise<void> => {
    if (name === 'stranger') return;
    const token = tokens[name];
    if (token !== undefined && (await call('GET /v1/me', { token })).status === 200) return;
    tokens[name] = await enter[name](emails[name]).catch(() => enter[name](undefined));
  };
  await Promise.all(actorNames.map(revive));
  return { known, tokenOf: (name) => tokens[name], revive };
};
