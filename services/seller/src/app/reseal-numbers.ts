import type { Now } from '@wadah/kit';
import { decideReseal } from '../domain/reseal.ts';
import type { Sellers, Vault } from './ports.ts';

export type SellerIds = { all(): AsyncIterable<string> };

/** After a rotation of the data key: seals what older keys sealed with the present one, seller by seller, beside the running service. */
export const resealNumbers =
  ({ sellers, ids, vault, now }: { readonly sellers: Sellers; readonly ids: SellerIds; readonly vault: Vault; readonly now: Now }) =>
  async (): Promise<{ readonly seen: number; readonly resealed: number }> => {
    let [seen, resealed] = [0, 0];
    for await (const sellerId of ids.all()) {
      const { version } = await sellers.loadVersioned(sellerId);
      const done = await sellers.updateVersioned(sellerId, (seller) =>
        decideReseal(seller, { reseal: (number, field) => vault.reseal(number, { sellerId, field }), at: now() }),
      );
      seen += 1;
      if (done.ok && done.value.version > version) resealed += 1;
    }
    return { seen, resealed };
  };
