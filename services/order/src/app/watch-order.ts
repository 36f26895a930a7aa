import { ok, type Result } from '@wadah/kit';
import type { OrderWatch } from './order-watch.ts';
import { readOrder, type OrderReader, type SeenOrder } from './read-order.ts';
import type { Orders } from './ports.ts';

export type WatchOrderUseCase = (orderId: string, reader: OrderReader, signal: AbortSignal) => Promise<Result<AsyncIterable<SeenOrder>>>;

async function* existing(changes: ReturnType<OrderWatch['changes']>): AsyncGenerator<SeenOrder> {
  for await (const { order, version } of changes) {
    if (order.status !== 'absent') yield { order, version };
  }
}

export const watchOrder =
  (orders: Pick<Orders, 'load' | 'lastWritten'>, watch: OrderWatch): WatchOrderUseCase =>
  async (orderId, reader, signal) => {
    // Whose order it is never changes, so a memory of it says that as well.
    const load = async (id: string) => orders.lastWritten(id) ?? orders.load(id);
    const seen = await readOrder({ load })(orderId, reader);
    return seen.ok ? ok(existing(watch.changes(orderId, signal))) : seen;
  };
