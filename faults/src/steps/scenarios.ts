import { writeFileSync } from 'node:fs';
import { MongoClient } from 'mongodb';
import { clockFileOf, databaseOf, startServices, stopServices, type RunningService } from '@wadah/local';
import { placeOrder, readOrder } from '../buyers.ts';
import { eventually } from '../client.ts';
import { verify, type Finding } from '../settle.ts';
import type { World } from '../world.ts';
import type { Control } from './control.ts';
import type { Journeys } from './journeys.ts';
import { supervise } from './supervisor.ts';

export type Scene = { readonly world: World; readonly control: Control; readonly journeys: Journeys };

export type Scenario = { readonly name: string; readonly play: (scene: Scene) => Promise<readonly Finding[]> };

const DAY_AND_MORE_MS = 25 * 3_600_000;
const PASSED_WITHIN_MS = 45_000;

const about = (orderId: string, findings: readonly Finding[]): readonly Finding[] =>
  findings
    .map(({ rule, faults }) => ({ rule, faults: faults.filter((fault) => fault.includes(orderId)) }))
    .filter(({ faults }) => faults.length > 0);

/** Paid, and then looked at by no seller: the day that sellers have ends while nobody who has heard of it before lives. */
const deadline: Scenario = {
  name: 'order: killed while its deadline runs',
  play: async ({ world, journeys: { market, common } }) => {
    const supervisor = supervise(world);
    const clock = clockFileOf(world.stack);
    try {
      const placed = await placeOrder(market, common);
      const waiting = await eventually('the instructions to pay', async () => {
        const order = await readOrder(market, placed);
        return order.status === 'awaiting_payment' && order;
      });
      await market.sandbox.must('POST /simulator/qris/payment', { body: { qrString: waiting.payment.qrString } });
      await eventually('the payment', async () => (await readOrder(market, placed)).status === 'paid');
      await world.kill('order');
      await eventually('order to live again', () => world.isUp('order'));
      writeFileSync(clock, String(DAY_AND_MORE_MS));
      const mongo = await open(world);
      const orders = mongo.db(databaseOf(world.stack, 'order')).collection('orders');
      const isOver = async () => (await orders.findOne({ _id: placed.orderId as never }))?.['state'].status === 'closed';
      await eventually('the end of the order', isOver, PASSED_WITHIN_MS).catch(() => undefined);
      await mongo.close();
      // Orders that others have left behind are also past their clock by now.
      return about(placed.orderId, await verify(world));
    } finally {
      writeFileSync(clock, '0');
      await supervisor.stop();
    }
  },
};

const open = ({ stack }: World): Promise<MongoClient> => MongoClient.connect(stack.mongoVerifyUrl);

/** How far a second replica's ports lie from the first one's: between those of a stack's parts. */
const OTHER_PORT = 20;

const startSecond = async ({ world: { stack }, control }: Scene): Promise<readonly RunningService[]> =>
  startServices(['order'], stack, {
    profile: 'test',
    again: true,
    overrides: {
      PORT: String(stack.ports.order + OTHER_PORT),
      INTERNAL_PORT: String(stack.ports.orderInternal + OTHER_PORT),
      ...control.overrides,
    },
  });

const isReady = async ({ stack }: World): Promise<boolean> =>
  (await fetch(`http://127.0.0.1:${stack.ports.order}/health/ready`).catch(() => undefined))?.ok === true;

/** A replica sleeps before it writes what an event says; another takes its place and writes what a newer one says; then the first wakes. */
const asleep: Scenario = {
  name: 'order: asleep over a newer event',
  play: async (scene) => {
    const {
      world,
      control,
      journeys: { market },
    } = scene;
    const [shop] = market.shops;
    if (shop === undefined) throw new Error('The market has no shop.');
    const mongo = await open(world);
    const sellers = mongo.db(databaseOf(world.stack, 'order')).collection('sellers');
    const priceTo = async (priceRupiah: number): Promise<void> => {
      const body = { methods: [{ method: 'courier', priceRupiah }] };
      await market.api.must(`PUT /v1/sellers/${shop.sellerId}/delivery-methods`, { token: await shop.owner.token(), body });
    };
    const price = async () => (await sellers.findOne({ _id: shop.sellerId as never }))?.['deliveryOffers'][0].priceRupiah;
    let second: readonly RunningService[] = [];
    control.clear();
    control.arm('order', [{ step: 'before copy in sellers', nth: 1, signal: 'SIGSTOP' }]);
    try {
      await priceTo(16_000);
      await eventually('order to fall asleep', async () => control.hits('order').length > 0);
      second = await startSecond(scene);
      await priceTo(17_000);
      await eventually('the newer price', async () => (await price()) === 17_000);
      await world.resume('order');
      // By the time it has joined its group again, it has also written what it was about to write.
      await eventually('the sleeper to take part again', () => isReady(world));
      return await verify(world);
    } finally {
      await world.resume('order');
      await priceTo(15_000);
      await stopServices(second, world.stack);
      await mongo.close();
      control.clear();
    }
  },
};

export const scenarios: readonly Scenario[] = [deadline, asleep];
