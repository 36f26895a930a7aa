import { ok, rejectWith, type Result } from '@wadah/kit';
import type { PricedGroup } from './price-cart.ts';
import type { DeliveryOption } from './sellable.ts';
import type { DeliveryMethod } from './seller-order.ts';

export type DeliveryChoice = { readonly sellerId: string; readonly method: DeliveryMethod };

export type ChosenGroup = PricedGroup & { readonly chosen: DeliveryOption };

/** Which option is taken where the buyer names none: a quote takes the cheapest, an order only what leaves no doubt. */
export type WhenUnnamed = (group: PricedGroup) => DeliveryOption | undefined;

export const cheapest: WhenUnnamed = ({ options }) => options[0];

export const onlyOne: WhenUnnamed = ({ options }) => (options.length === 1 ? options[0] : undefined);

const deliveryUnavailable = (sellerIds: readonly string[]) =>
  rejectWith({
    kind: 'conflict',
    code: 'delivery-unavailable',
    detail: 'A seller does not deliver there in this way.',
    extra: { sellers: sellerIds },
  });

const choiceRequired = (sellerIds: readonly string[]) =>
  rejectWith({
    kind: 'invalid',
    code: 'delivery-choice-required',
    detail: 'A seller has more than one way of delivery; name one in deliveries.',
    extra: { sellers: sellerIds },
  });

const isFor = (choice: DeliveryChoice, group: PricedGroup): boolean =>
  choice.sellerId === group.sellerId && (choice.method === 'on_site') === (group.handOver === 'on_site');

const chosenFor = (group: PricedGroup, choices: readonly DeliveryChoice[], whenUnnamed: WhenUnnamed): DeliveryOption | undefined => {
  const choice = choices.find((one) => isFor(one, group));
  return choice === undefined ? whenUnnamed(group) : group.options.find(({ method }) => method === choice.method);
};

export type ChooseDeliveries = {
  readonly groups: readonly PricedGroup[];
  readonly choices: readonly DeliveryChoice[];
  readonly whenUnnamed: WhenUnnamed;
};

/** One option for each group, or who has none. */
export const chooseDeliveries = ({ groups, choices, whenUnnamed }: ChooseDeliveries): Result<readonly ChosenGroup[]> => {
  const strange = choices.filter((choice) => !groups.some((group) => isFor(choice, group)));
  const looked = groups.map((group) => ({ group, chosen: chosenFor(group, choices, whenUnnamed) }));
  const open = looked.filter(({ chosen }) => chosen === undefined).map(({ group }) => group);
  const unnamed = open.filter((group) => group.options.length > 0 && !choices.some((choice) => isFor(choice, group)));
  const impossible = [...open.filter((group) => !unnamed.includes(group)), ...strange].map(({ sellerId }) => sellerId);
  if (impossible.length > 0) return deliveryUnavailable([...new Set(impossible)]);
  if (unnamed.length > 0) return choiceRequired([...new Set(unnamed.map(({ sellerId }) => sellerId))]);
  return ok(looked.flatMap(({ group, chosen }) => (chosen === undefined ? [] : [{ ...group, chosen }])));
};
