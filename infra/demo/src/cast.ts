import { DemoFailure } from './api.ts';
import type { Banten } from './banten.ts';
import type { Cast } from './journeys.ts';
import type { Seeded } from './seed.ts';

/** Who plays: a buyer of Kota Serang, a sugar cooperative of Lebak and a milkfish maker of Kota Serang. */
export const castOf = (banten: Banten, seeded: Seeded, password: string): Cast => {
  const seller = (key: string) => {
    const found = seeded.sellers.get(key);
    if (found === undefined) throw new DemoFailure(`The seed left no ${key}.`);
    return found;
  };
  const session = seeded.buyers.get('buyer-01');
  const address = banten.buyers.find((buyer) => buyer.key === 'buyer-01')?.shippingAddress;
  if (session === undefined || address === undefined) throw new DemoFailure('The seed left no buyer-01.');
  const [first, second] = [seller('seller-01'), seller('seller-08')];
  return {
    buyer: { token: session.accessToken, address },
    first,
    second,
    operator: seeded.operator.accessToken,
    password,
    wishes: [
      { query: 'gula semut', sku: 'GULA-SEMUT-500G', sellerId: first.sellerId, quantity: 2 },
      { query: 'sate bandeng', sku: 'SATE-BANDENG-ORI', sellerId: second.sellerId, quantity: 1 },
    ],
  };
};
