import { call, type Answer } from './http.ts';
import { newBuyer, sellerOf, type Buyer, type Seller } from './people.ts';
import { awaitingPayment, type Wish } from './shopping.ts';

export type TwoSellers = { readonly sugar: Seller; readonly fish: Seller };

export const twoSellers = async (): Promise<TwoSellers> => ({
  sugar: await sellerOf('seller-01@wadah.test'),
  fish: await sellerOf('seller-08@wadah.test'),
});

const wishes = ({ sugar, fish }: TwoSellers): readonly Wish[] => [
  { sellerId: sugar.sellerId, sku: 'GULA-SEMUT-500G', quantity: 1 },
  { sellerId: fish.sellerId, sku: 'SATE-BANDENG-ORI', quantity: 1 },
];

export type Ordered = { readonly buyer: Buyer; readonly order: any };

/** An order of two sellers that a new buyer has still to pay. */
export const ordered = async (sellers: TwoSellers, paymentMethod: string): Promise<Ordered> => {
  const buyer = await newBuyer();
  return { buyer, order: await awaitingPayment(buyer.token, wishes(sellers), paymentMethod) };
};

export const partOf = (order: any, { sellerId }: Seller): any => order.sellerOrders.find((part: any) => part.sellerId === sellerId);

export const command = (sellerOrderId: string, name: string, options: Parameters<typeof call>[1] = {}): Promise<Answer> =>
  call(`POST /v1/seller-orders/${sellerOrderId}/${name}`, { body: {}, ...options });
