import { randomUUID } from 'node:crypto';
import { loadConfig, startService, type StartedService } from '@wadah/service';
import { eventually, freshNames, publisher, serviceVariables, tokens } from '@wadah/testing';
import { notificationIndexes } from '../../src/adapters/mongo/message.document.ts';
import { notificationConfig, type NotificationConfig } from '../../src/config.ts';
import { notificationService } from '../../src/notification-service.ts';
import { peers } from './upstreams.ts';

export type Suite = Awaited<ReturnType<typeof startSuite>>;

/** The service on the real stack, between a publisher that plays the other services and peers that answer for them. */
export const startSuite = async (extra: Readonly<Record<string, string>> = {}) => {
  const names = await freshNames('notification');
  const [issuer, others, sender] = await Promise.all([tokens(), peers(), publisher(names)]);
  const variables = serviceVariables(names, others.url, {
    IDENTITY_INTERNAL_URL: others.url,
    SELLER_INTERNAL_URL: others.url,
    CATALOGUE_INTERNAL_URL: others.url,
    ORDER_INTERNAL_URL: others.url,
    SMTP_URL: names.stack.smtpUrl,
    MAIL_FROM: 'Wadah <tidak-membalas@wadah.example>',
    PUBLIC_URL: 'http://shop.example',
    ...extra,
  });
  const config = loadConfig(notificationConfig, variables);
  const jwks = (await (await fetch(issuer.jwksUrl)).json()) as object;
  others.put('/.well-known/jwks.json', jwks);
  const start = async (): Promise<StartedService<NotificationConfig>> => {
    const service = await startService({ ...notificationService(config), indexes: notificationIndexes });
    await eventually('the service is ready', async () => (await service.ready()).status === 'ready');
    return service;
  };
  const running = { service: await start() };
  return {
    names,
    issuer,
    peers: others,
    sender,
    running,
    start,
    mailUrl: names.stack.mailUrl,
    /** An address, an account and an order that no other test uses. */
    fresh: () => {
      const uuid = randomUUID();
      return {
        email: `person-${uuid}@wadah.test`,
        accountId: `acc_${uuid}`,
        orderId: `ord_${uuid}`,
        sellerId: `sel_${uuid}`,
        codeId: `cod_${uuid}`,
        listingId: `lst_${uuid}`,
      };
    },
    messages: () => running.service.chassis.mongo.collection('messages'),
    stop: async () => {
      await running.service.stop();
      await Promise.all([issuer.stop(), others.stop(), sender.stop()]);
      await names.drop();
    },
  };
};
