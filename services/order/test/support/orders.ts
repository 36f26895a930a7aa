import { evolve } from '../../src/domain/evolve.ts';
import { absentOrder, type Order, type ShippingAddress } from '../../src/domain/order.ts';
import type { OrderEvent } from '../../src/domain/order-event.ts';
import { decideConfirmOrder } from '../../src/domain/confirm-order.ts';
import { decideAwaitPayment } from '../../src/domain/await-payment.ts';
import { decidePayOrder } from '../../src/domain/pay-order.ts';
import { decidePlaceOrder } from '../../src/domain/place-order.ts';
import type { DeliveryMethod, OrderLine, SellerPart } from '../../src/domain/seller-order.ts';
import type { Result } from '@wadah/kit';

/** A Tuesday, ten in the morning in Jakarta. */
export const at = new Date('2026-11-24T03:00:00.000Z');

export const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);

export const HOUR = 3_600;
export const DAY = 86_400;

export const address: ShippingAddress = {
  recipient: 'Siti Rahmawati',
  phone: '+6281234567890',
  street: 'Jl. Raya Serang 12',
  district: 'Cipocok Jaya',
  regency: '36.73',
  postalCode: '42121',
};

export const line = (over: Partial<OrderLine> = {}): OrderLine => ({
  variantId: 'var_1',
  listingId: 'lst_1',
  title: 'Sate bandeng',
  variantName: 'Isi 2',
  sku: 'SB-2',
  kind: 'goods',
  quantity: 2,
  unitPriceRupiah: 32_000,
  weightGrams: 400,
  ...over,
});

export const part = (over: Partial<SellerPart> = {}): SellerPart => ({
  sellerOrderId: 'so_1',
  sellerId: 'sel_1',
  sellerName: 'Dapur Ibu Haji',
  deliveryMethod: 'courier',
  lines: [line()],
  goodsRupiah: 64_000,
  shippingRupiah: 15_000,
  taxRupiah: 0,
  ...over,
});

export const secondPart = part({
  sellerOrderId: 'so_2',
  sellerId: 'sel_2',
  sellerName: 'Golok Ciomas',
  deliveryMethod: 'own_delivery',
  lines: [line({ variantId: 'var_2', listingId: 'lst_2', quantity: 1, unitPriceRupiah: 250_000 })],
  goodsRupiah: 250_000,
  shippingRupiah: 20_000,
});

export const value = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`Refused: ${result.rejection.code}`);
  return result.value;
};

export const after = (order: Order, decision: Result<readonly OrderEvent[]>): Order => value(decision).reduce(evolve, order);

export const placeCommand = (parts: readonly SellerPart[] = [part(), secondPart]) => ({
  orderId: 'ord_1',
  orderNumber: 'WDH-20261124-7K3F9Q',
  buyerId: 'acc_1',
  cartId: 'crt_1',
  shippingAddress: address,
  paymentMethod: 'qris',
  parts,
  at,
});

export const placedOrder = (parts?: readonly SellerPart[]): Order => after(absentOrder, decidePlaceOrder(absentOrder, placeCommand(parts)));

export const confirmedOrder = (parts?: readonly SellerPart[]): Order => {
  const order = placedOrder(parts);
  return after(order, decideConfirmOrder(order, { at }));
};

export const instructions = { qrString: '00020101', expiresAt: later(HOUR) };

export const awaitingOrder = (parts?: readonly SellerPart[]): Order => {
  const order = confirmedOrder(parts);
  return after(order, decideAwaitPayment(order, { instructions, at }));
};

export const payCommand = (order: Order) => ({
  paymentId: 'pay_1',
  amountRupiah: order.status === 'absent' ? 0 : order.totalRupiah,
  late: false,
  at,
});

export const paidOrder = (parts?: readonly SellerPart[]): Order => {
  const order = awaitingOrder(parts);
  return after(order, decidePayOrder(order, payCommand(order)));
};

export const partBy = (deliveryMethod: DeliveryMethod, over: Partial<SellerPart> = {}): SellerPart =>
  part({ deliveryMethod, ...(deliveryMethod === 'pick_up' ? { pickUpCode: '048213' } : {}), ...over });

export const typesOf = (result: Result<readonly OrderEvent[]>): readonly string[] | string =>
  result.ok ? result.value.map(({ type }) => type) : result.rejection.code;

export const statusOf = (order: Order, sellerOrderId = 'so_1'): string | undefined =>
  order.status === 'paid' || order.status === 'closed'
    ? order.sellerOrders.find((sellerOrder) => sellerOrder.sellerOrderId === sellerOrderId)?.progress.status
    : undefined;
