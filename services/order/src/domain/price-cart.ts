import { shareOf, sumRupiah, type Rupiah } from '@wadah/kit';
import type { CartLine } from './cart.ts';
import { deliveryOptionsFor, handOverOf, type HandOver } from './delivery-options.ts';
import type { DeliveryOption, Sellable, SellerProfile } from './sellable.ts';
import type { OrderLine } from './seller-order.ts';
import { taxBasisPointsAt } from './tax.ts';

/** Lines that one seller hands over in one way; they become one seller order. Goods are sent, tours and services are given on site. */
export type PricedGroup = {
  readonly sellerId: string;
  readonly sellerName: string;
  readonly handOver: HandOver;
  readonly lines: readonly OrderLine[];
  readonly options: readonly DeliveryOption[];
  readonly goodsRupiah: Rupiah;
  readonly taxRupiah: Rupiah;
};

export type PriceChange = { readonly variantId: string; readonly oldPriceRupiah: Rupiah; readonly newPriceRupiah: Rupiah };

export type PricedCart = {
  readonly groups: readonly PricedGroup[];
  readonly taxBasisPoints: number;
  /** Variants that nobody can buy now: unpublished, removed, or of a seller who may not sell. */
  readonly notOnSale: readonly string[];
  /** Prices that differ from those seen when the lines were put into the cart. */
  readonly priceChanges: readonly PriceChange[];
};

export type PriceCart = {
  readonly lines: readonly CartLine[];
  readonly variants: ReadonlyMap<string, Sellable>;
  readonly sellers: ReadonlyMap<string, SellerProfile>;
  readonly regency: string;
  readonly at: Date;
};

type Found = { readonly line: CartLine; readonly variant: Sellable; readonly seller: SellerProfile };

const findLine = (line: CartLine, { variants, sellers }: PriceCart): Found | undefined => {
  const variant = variants.get(line.variantId);
  const seller = variant === undefined ? undefined : sellers.get(variant.sellerId);
  return variant?.onSale === true && seller?.isSelling === true ? { line, variant, seller } : undefined;
};

const toOrderLine = ({ line, variant }: Found): OrderLine => ({
  variantId: variant.variantId,
  listingId: variant.listingId,
  title: variant.title,
  variantName: variant.variantName,
  sku: variant.sku,
  kind: variant.kind,
  quantity: line.quantity,
  unitPriceRupiah: variant.priceRupiah,
  ...(variant.weightGrams === undefined ? {} : { weightGrams: variant.weightGrams }),
  ...(variant.serviceDate === undefined ? {} : { serviceDate: variant.serviceDate }),
});

const priceGroup = (found: readonly [Found, ...Found[]], regency: string, basisPoints: number): PricedGroup => {
  const { seller, variant } = found[0];
  const lines = found.map(toOrderLine);
  const handOver = handOverOf(variant.kind);
  const goodsRupiah = sumRupiah(lines.map(({ quantity, unitPriceRupiah }) => quantity * unitPriceRupiah));
  return {
    sellerId: seller.sellerId,
    sellerName: seller.name,
    handOver,
    lines,
    options: deliveryOptionsFor(handOver, seller.deliveryOffers, regency),
    goodsRupiah,
    taxRupiah: shareOf(goodsRupiah, basisPoints),
  };
};

const groupKeyOf = ({ variant }: Found): string => `${variant.sellerId} ${handOverOf(variant.kind)}`;

export const priceCart = (command: PriceCart): PricedCart => {
  const taxBasisPoints = taxBasisPointsAt(command.at);
  const looked = command.lines.map((line) => ({ line, found: findLine(line, command) }));
  const found = looked.flatMap((one) => one.found ?? []);
  const grouped = Object.values(Object.groupBy(found, groupKeyOf));
  return {
    groups: grouped.flatMap((group) => {
      const [first, ...rest] = group ?? [];
      return first === undefined ? [] : [priceGroup([first, ...rest], command.regency, taxBasisPoints)];
    }),
    taxBasisPoints,
    notOnSale: looked.filter((one) => one.found === undefined).map(({ line }) => line.variantId),
    priceChanges: found
      .filter(({ line, variant }) => line.seenPriceRupiah !== variant.priceRupiah)
      .map(({ line, variant }) => ({
        variantId: line.variantId,
        oldPriceRupiah: line.seenPriceRupiah,
        newPriceRupiah: variant.priceRupiah,
      })),
  };
};
