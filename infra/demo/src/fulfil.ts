import { randomInt } from 'node:crypto';
import type { SellerOrder, Shop } from './purchase.ts';

type Seller = { readonly token: string };

/** Says yes and hands the parcel to a courier. */
export const acceptAndShip = async (shop: Shop, seller: Seller, part: SellerOrder): Promise<void> => {
  await shop.api.call(`POST /v1/seller-orders/${part.sellerOrderId}/acceptance`, { token: seller.token });
  shop.narrator.step('The seller says yes', part.sellerOrderId);
  const trackingNumber = `JNE${randomInt(1_000_000_000, 9_999_999_999)}`;
  await shop.api.call(`POST /v1/seller-orders/${part.sellerOrderId}/shipment`, {
    token: seller.token,
    body: { courier: 'jne', trackingNumber },
  });
  shop.narrator.step('and ships it', trackingNumber);
};

export const receive = async (shop: Shop, buyer: Seller, part: SellerOrder): Promise<void> => {
  await shop.api.call(`POST /v1/seller-orders/${part.sellerOrderId}/receipt`, { token: buyer.token });
  shop.narrator.step('The buyer says that it has come', part.sellerOrderId);
};
