import { ok, type Result } from '@wadah/kit';
import type { DeliveryMethod } from './delivery-methods.ts';
import { checkDeliveryMethods } from './delivery-methods.ts';
import { sellerNotFound, wrongSellerState } from './refusals.ts';
import type { LiveSeller, Seller, SellerEvent, Statement } from './seller.ts';

export type ChangeContact = { readonly story?: string; readonly phone?: string; readonly at: Date };

const withContact = (statement: Statement, { story, phone }: ChangeContact): Statement => ({
  ...statement,
  ...(story === undefined ? {} : { story }),
  ...(phone === undefined ? {} : { phone }),
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Story and phone are the seller's own to change; everything else is checked by a curator, so it goes through an application. */
export const decideChangeContact = (seller: Seller, change: ChangeContact): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return sellerNotFound();
  if (seller.status === 'rejected') return wrongSellerState(seller.status);
  // Who has given the first approval has not read what it says now.
  const { firstApproval: _gone, ...kept } = seller.application;
  const application = { ...kept, statement: withContact(seller.application.statement, change) };
  const changed: LiveSeller = {
    ...seller,
    application,
    ...(seller.approved === undefined ? {} : { approved: withContact(seller.approved, change) }),
  };
  if (isSame([changed.approved, application.statement], [seller.approved, seller.application.statement])) return ok([]);
  return ok([{ type: 'ContactChanged', seller: changed, at: change.at }]);
};

/** Ways to hand over change what is on sale, so a suspended seller may not touch them. */
export const decideSetDeliveryMethods = (
  seller: Seller,
  command: { readonly methods: readonly DeliveryMethod[]; readonly at: Date },
): Result<readonly SellerEvent[]> => {
  if (seller.status === 'absent') return sellerNotFound();
  if (seller.status === 'suspended' || seller.status === 'rejected') return wrongSellerState(seller.status);
  const checked = checkDeliveryMethods(command.methods);
  if (!checked.ok) return checked;
  if (isSame(seller.deliveryMethods, command.methods)) return ok([]);
  return ok([{ type: 'DeliveryMethodsChanged', seller: { ...seller, deliveryMethods: command.methods }, at: command.at }]);
};
