import type { Admin } from './admin.ts';

/** The stock documents as they are while orders hold a piece of each; their reservations were copied before. */
export const holdFor = async (admin: Admin, variantIds: readonly string[], orderIds: readonly string[]): Promise<void> => {
  const held = Object.fromEntries(orderIds.map((orderId) => [`held.${orderId}`, 1]));
  const change = { $set: held, $inc: { available: -orderIds.length, version: 1 } };
  await admin.rows('catalogue', 'stocks').updateMany({ _id: { $in: [...variantIds] } }, change);
};
