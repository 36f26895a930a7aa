import { openMarket } from './market.ts';
import { buy, type Placed } from './buyers.ts';
import { settle } from './settle.ts';
import { openWorld } from './world.ts';

const world = await openWorld({ say: console.log });
const market = await openMarket(world, { shops: 1, variantsPerShop: 1, buyers: 1 });
const placed: Placed[] = [];
const wishes = market.shops.flatMap(({ wares }) => wares).map((ware) => ({ ware, quantity: 1 }));
for (const buyer of market.buyers) {
  await buy(market, { buyer, wishes, ending: 'received', hooks: 'normal', twice: false }, (order) => placed.push(order));
}
console.log(JSON.stringify(await settle(world, market, placed)));
process.exit();
