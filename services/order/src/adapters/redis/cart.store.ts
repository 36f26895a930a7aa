import { ok, reject, type Result } from '@wadah/kit';
import type { Logger } from '@wadah/messaging';
import { redisOutage } from '@wadah/service';
import type { Redis } from 'ioredis';
import { cartNotFound, cartOrdered } from '../../app/cart-order.ts';
import type { Carts } from '../../app/ports.ts';
import { CART_LINES_MAX, CART_SELLERS_MAX } from '../../domain/cart.ts';
import { lineField, toCart } from './cart-fields.ts';
import type { CartIds } from './cart-id.ts';
import { claimScript, giveBackScript, putLineScript, readScript, removeLineScript, setIfThereScript } from './cart.scripts.ts';
import type { RoomForGuests } from './room-for-guests.ts';

const DAY_MS = 86_400_000;
const GUEST_MS = 7 * DAY_MS;
const CLAIMED_MS = 30 * DAY_MS;

export type CartStoreOptions = {
  readonly redis: Redis;
  readonly ids: CartIds;
  readonly room: RoomForGuests;
  readonly logger: Logger;
};

const cartsUnavailable = () => reject('unavailable', 'carts-unavailable', 'Carts can’t be reached at the moment; nothing in them is lost.');

/** Where the cart is found that an account wrote to last. */
const currentKey = (actorId: string): string => `cart-of:${actorId}`;

const outcome = (answer: readonly string[]): Result<readonly string[]> => {
  const [status, ...rest] = answer;
  switch (status) {
    case 'ok':
      return ok(rest);
    case 'foreign':
      return cartNotFound();
    case 'ordered':
      return cartOrdered(rest[0] ?? '');
    case 'absent':
      return reject('not_found', 'cart-absent', 'Nothing was put into this cart yet.');
    case 'full':
      return reject('conflict', 'cart-full', `A cart has at most ${CART_LINES_MAX} lines.`);
    case 'sellers':
      return reject('conflict', 'cart-sellers-full', `A cart has lines of at most ${CART_SELLERS_MAX} sellers.`);
    default:
      throw new Error(`A cart script answered ${String(status)}.`);
  }
};

export const cartStore = ({ redis, ids, room, logger }: CartStoreOptions): Carts => {
  const refused = (error: unknown): Result<never> => {
    if (!redisOutage(error)) throw error;
    logger.warn({ err: error }, 'Carts are unavailable');
    return cartsUnavailable();
  };
  const run = async (script: string, cartId: string, args: readonly (string | number)[]): Promise<Result<readonly string[]>> => {
    if (!ids.isGenuine(cartId)) return cartNotFound();
    try {
      const keys = [`cart:${cartId}`, currentKey(String(args[0] ?? ''))];
      return outcome((await redis.eval(script, keys.length, ...keys, ...args, cartId)) as string[]);
    } catch (error) {
      return refused(error);
    }
  };
  const currentIdOf = async (actorId: string): Promise<Result<string | null>> => {
    try {
      return ok(await redis.get(currentKey(actorId)));
    } catch (error) {
      return refused(error);
    }
  };
  /** The index over takenCart decides, so a lost mark does no harm. */
  const quietly = async (script: string, cartId: string, args: readonly string[]): Promise<void> => {
    await run(script, cartId, args).catch((error: unknown) => logger.warn({ err: error }, 'A cart could not be marked'));
  };
  const done = (result: Result<unknown>): Result<void> => (result.ok ? ok(undefined) : result);

  const read: Carts['read'] = async (cartId, actorId = '') => {
    const found = await run(readScript, cartId, [actorId]);
    if (!found.ok) return found;
    return ok(found.value.length === 0 ? undefined : toCart(cartId, found.value));
  };

  return {
    read,
    currentOf: async (actorId) => {
      const id = await currentIdOf(actorId);
      if (!id.ok || id.value === null) return id.ok ? ok(undefined) : id;
      return read(id.value, actorId);
    },
    claim: async (cartId, actorId = '') => {
      const found = await run(claimScript, cartId, [actorId, GUEST_MS, CLAIMED_MS]);
      return found.ok ? ok(toCart(cartId, found.value)) : found;
    },
    putLine: async (cartId, line, { actorId = '', begin }) => {
      if (begin && actorId === '' && !(await room.isLeft())) return cartsUnavailable();
      const who = [actorId, GUEST_MS, CLAIMED_MS];
      const args = [
        ...who,
        lineField(line.variantId),
        JSON.stringify(line),
        line.sellerId,
        CART_LINES_MAX,
        CART_SELLERS_MAX,
        begin ? '1' : '0',
      ];
      return done(await run(putLineScript, cartId, args));
    },
    removeLine: async (cartId, variantId, actorId = '') =>
      done(await run(removeLineScript, cartId, [actorId, GUEST_MS, CLAIMED_MS, lineField(variantId)])),
    keepQuote: async (cartId, quote) => done(await run(setIfThereScript, cartId, ['quote', JSON.stringify(quote)])),
    mark: (cartId, orderId) => quietly(setIfThereScript, cartId, ['order', orderId]),
    giveBack: (cartId, orderId) => quietly(giveBackScript, cartId, [orderId]),
    drop: (cartId) => quietly("redis.call('DEL', KEYS[1]) return { 'ok' }", cartId, []),
  };
};
