import type { Result } from '@wadah/kit';
import { decideDeliverSellerOrder, pickUpCodeLock, pickUpCodeWrong, type DeliverSellerOrder } from '../domain/deliver-seller-order.ts';
import type { Commanded, CommandSellerOrderUseCase } from './command-seller-order.ts';
import { asSeller, type SellerAccess } from './seller-order-access.ts';

export type DeliverSellerOrderUseCase = (command: DeliverSellerOrder & { readonly access: SellerAccess }) => Promise<Result<Commanded>>;

/** A wrong code was written down, which is a success of the write and a refusal of the command. */
export const deliverSellerOrder =
  (commandOf: CommandSellerOrderUseCase): DeliverSellerOrderUseCase =>
  async ({ access, ...command }) => {
    const { sellerOrderId } = command;
    const done = await commandOf({
      sellerOrderId,
      allowed: (order) => asSeller(order, sellerOrderId, access),
      decide: (order) => decideDeliverSellerOrder(order, command),
    });
    if (!done.ok || command.code === undefined || done.value.sellerOrder.progress.status === 'completed') return done;
    return pickUpCodeLock(done.value.sellerOrder, command.at) ?? pickUpCodeWrong();
  };
