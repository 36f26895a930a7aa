import { placeOrder, readOrder, walkOn, type Placed, type Purchase } from '../buyers.ts';
import type { Market, Person, Shop, Ware } from '../market.ts';
import type { Stage } from './stage.ts';

export const shopOf = ({ shops: [shop] }: Market): Shop => {
  if (shop === undefined) throw new Error('The market has no shop.');
  return shop;
};

export const wareOf = (market: Market): Ware => {
  const [ware] = shopOf(market).wares;
  if (ware === undefined) throw new Error('The shop has no ware.');
  return ware;
};

export const buyerOf = ({ buyers }: Market, at: number): Person => {
  const buyer = buyers[at % buyers.length];
  if (buyer === undefined) throw new Error('The market has no buyer.');
  return buyer;
};

const purchaseOf = (market: Market, at: number): Purchase => ({
  buyer: buyerOf(market, at),
  wishes: [{ ware: wareOf(market), quantity: 1 }],
  ending: 'received',
  hooks: 'normal',
  twice: false,
});

/** Places an order that must come to its end once the outage is over. */
export const orderBy = async ({ market, placed }: Stage, at: number): Promise<Placed> => {
  const order = await placeOrder(market, purchaseOf(market, at));
  placed.push(order);
  return order;
};

/** Pays, ships and receives it. An order cancelled instead would keep its place among its buyer's unpaid ones for hours. */
export const finish = ({ market }: Stage, order: Placed, at: number): Promise<void> =>
  walkOn({ market, purchase: purchaseOf(market, at), placed: order });

export const statusOf = async ({ market }: Stage, order: Placed): Promise<string> => (await readOrder(market, order)).status;
