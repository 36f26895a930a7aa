import { call, type Answer } from './http.ts';
import { newBuyer, type Buyer } from './people.ts';
import { newSeller, onSale } from './selling.ts';
import { awaitingPayment, type Wish } from './shopping.ts';

export type Shop = { readonly sellerId: string; readonly token: string; readonly email: string; readonly wish: Wish };

export type TwoSellers = { readonly first: Shop; readonly second: Shop };

const shop = async (): Promise<Shop> => {
  const seller = await newSeller('dinas-pertanian');
  const { variants } = await onSale(seller, 'dinas-pertanian');
  const { sellerId, token, email } = seller;
  return { sellerId, token, email, wish: { sellerId, sku: variants[0].sku, quantity: 1 } };
};

/** Sellers of a suite's own, so that their statements hold its orders and no others. */
export const twoSellers = async (): Promise<TwoSellers> => {
  const [first, second] = await Promise.all([shop(), shop()]);
  return { first, second };
};

export type Ordered = { readonly buyer: Buyer; readonly order: any };

/** An order of two sellers that a new buyer has still to pay. */
export const ordered = async ({ first, second }: TwoSellers, paymentMethod: string): Promise<Ordered> => {
  const buyer = await newBuyer();
  return { buyer, order: await awaitingPayment(buyer.token, [first.wish, second.wish], paymentMethod) };
};

export const partOf = (order: any, { sellerId }: Shop): any => order.sellerOrders.find((part: any) => part.sellerId === sellerId);

export const command = (sellerOrderId: string, name: string, options: Parameters<typeof call>[1] = {}): Promise<Answer> =>
  call(`POST /v1/seller-orders/${sellerOrderId}/${name}`, { body: {}, ...options });
