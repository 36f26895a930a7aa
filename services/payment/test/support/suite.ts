import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { orderConfirmedV1, sellerOrderCancelledV1, sellerOrderCompletedV1 } from '@wadah/contracts';
import { idLike, newId } from '@wadah/kit';
import { serviceIndexes, startService, type StartedService } from '@wadah/service';
import {
  capture,
  freshNames,
  publisher,
  serviceVariables,
  tokens,
  type Capture,
  type FreshNames,
  type Publisher,
  type TestTokens,
} from '@wadah/testing';
import { paymentIndexes } from '../../src/adapters/mongo/payment.index.ts';
import { readConfig, type PaymentConfig } from '../../src/config.ts';
import type { SellerPart } from '../../src/domain/payment.ts';
import { startPayment } from '../../src/service.ts';
import { serverKey, signingKey, startSandbox, type Sandbox } from './sandbox.ts';

export type Service = StartedService<PaymentConfig>;

export type Answered = { readonly status: number; readonly body: Record<string, unknown> };

export type Suite = {
  readonly names: FreshNames;
  readonly service: Service;
  readonly sandbox: Sandbox;
  readonly events: Capture;
  readonly publisher: Publisher;
  readonly tokens: TestTokens;
  /** Moves the one clock of service and sandbox. */
  advance(seconds: number): void;
  now(): Date;
  put(path: string, body: object, headers: Readonly<Record<string, string>>): Promise<Answered>;
  get(path: string, token?: string): Promise<Answered>;
  /** Ends the service as a kill would, and starts it anew on the same data. */
  crashAndRestart(): Promise<void>;
  end(): Promise<void>;
};

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** Payment in this process, the sandbox as its own, both on the suite's names and clock. */
export const openSuite = async (variables: Readonly<Record<string, string>> = {}): Promise<Suite> => {
  const clockFile = join(mkdtempSync(join(tmpdir(), 'wadah-clock-')), 'offset');
  writeFileSync(clockFile, '0');
  const [names, signer, sandbox, port] = await Promise.all([freshNames('payment'), tokens(), startSandbox(clockFile), freePort()]);
  const config = readConfig(
    serviceVariables(names, signer.identityUrl, {
      PORT: String(port),
      WADAH_CLOCK_FILE: clockFile,
      PAYMENT_PROVIDER_URL: sandbox.url,
      PAYMENT_SERVER_KEY: serverKey,
      PAYMENT_SIGNING_KEY: signingKey,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DUE_SWEEP_MS: '50',
      ...variables,
    }),
  );
  const start = () => startService({ name: 'payment', config, start: startPayment, indexes: [...serviceIndexes, ...paymentIndexes] });
  let offsetSeconds = 0;
  let service = await start();
  const [events, published] = await Promise.all([capture(names, ['payment.events']), publisher(names)]);
  return {
    names,
    get service() {
      return service;
    },
    sandbox,
    events,
    publisher: published,
    tokens: signer,
    advance: (seconds) => {
      offsetSeconds += seconds;
      writeFileSync(clockFile, String(offsetSeconds * 1_000));
    },
    now: () => new Date(Date.now() + offsetSeconds * 1_000),
    get: async (path, token) => {
      const answer = await fetch(service.url + path, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    put: async (path, body, headers) => {
      const method = 'PUT';
      const sent = { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
      const answer = await fetch(service.url + path, sent);
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
    crashAndRestart: async () => {
      await service.crash();
      service = await start();
    },
    end: async () => {
      await service.stop();
      await Promise.all([events.stop(), published.stop(), signer.stop(), sandbox.stop()]);
      await names.drop();
    },
  };
};

export type TestOrder = {
  readonly orderId: string;
  readonly paymentId: string;
  readonly buyerId: string;
  readonly totalRupiah: number;
  readonly parts: readonly [SellerPart, SellerPart];
};

/** An order of two sellers, 79,000 and 21,000 rupiah. */
export const newOrder = (): TestOrder => {
  const orderId = newId('ord');
  const part = (goodsRupiah: number, shippingRupiah: number): SellerPart => ({
    sellerOrderId: newId('so'),
    sellerId: newId('sel'),
    goodsRupiah,
    shippingRupiah,
    taxRupiah: 0,
  });
  return {
    orderId,
    paymentId: idLike('pay', orderId),
    buyerId: newId('acc'),
    totalRupiah: 100_000,
    parts: [part(64_000, 15_000), part(21_000, 0)],
  };
};

const orderNumber = 'WDH-20261124-TEST01';

export const confirmed = ({ orderId, buyerId, totalRupiah, parts }: TestOrder, paymentMethod = 'qris') => {
  const data = { orderId, orderNumber, buyerId, paymentMethod, totalRupiah, sellerOrders: [...parts] };
  return orderConfirmedV1.from({ subject: orderId, time: new Date(), data });
};

export const completed = ({ orderId, buyerId }: TestOrder, part: SellerPart) =>
  sellerOrderCompletedV1.from({ subject: orderId, time: new Date(), data: { orderId, orderNumber, buyerId, ...part, by: 'receipt' } });

type CancelReason = 'out_of_stock' | 'buyer_withdrew' | 'not_accepted' | 'not_shipped' | 'decision';

export const sellerCancelled = ({ orderId, buyerId }: TestOrder, part: SellerPart, reason: CancelReason = 'out_of_stock') => {
  const about = { orderId, orderNumber, buyerId, ...part };
  const lines = [{ variantId: 'var_1', quantity: 1 }];
  const data = { ...about, lines, reason, restock: false, countedAgainstSeller: false };
  return sellerOrderCancelledV1.from({ subject: orderId, time: new Date(), data });
};

export const endedData = ({ orderId, buyerId }: TestOrder) => ({ orderId, orderNumber, buyerId });

/** Confirms an order and waits until the buyer may pay. */
export const openPayment = async (suite: Suite, order: TestOrder, method = 'qris') => {
  await suite.publisher.publish(confirmed(order, method));
  const [requested] = await suite.events.waitFor('payment.requested.v1', { subject: order.paymentId });
  return requested?.data ?? {};
};

/** Paid by virtual account, which has no refund at the provider. */
export const paidByVa = async (suite: Suite, order: TestOrder) => {
  const { vaNumber } = await openPayment(suite, order, 'va_banten');
  await suite.sandbox.payVa(String(vaNumber));
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
};

/** The same, and the buyer pays. */
export const paidPayment = async (suite: Suite, order: TestOrder) => {
  const { qrString } = await openPayment(suite, order);
  await suite.sandbox.payQris(String(qrString));
  await suite.events.waitFor('payment.captured.v1', { subject: order.paymentId });
};
