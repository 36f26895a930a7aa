import type { JwksSource } from '@wadah/http';
import type { Consumer } from '@wadah/messaging';
import { decisionLog, dueWorker, type DueWorker } from '@wadah/mongo';
import { decisionsRoute, serviceParts, type Chassis, type ServiceDefinition } from '@wadah/service';
import { unsubscribeCodes } from './adapters/crypto/unsubscribe-codes.ts';
import { notificationRoutes } from './adapters/http/routes.ts';
import { catalogueConsumers } from './adapters/kafka/catalogue.consumers.ts';
import { identityConsumers } from './adapters/kafka/identity.consumers.ts';
import { orderConsumers } from './adapters/kafka/order.consumers.ts';
import { paymentConsumers } from './adapters/kafka/payment.consumers.ts';
import { sellerConsumers } from './adapters/kafka/seller.consumers.ts';
import { telling } from './adapters/kafka/telling.ts';
import { messagesCollection } from './adapters/mongo/message.document.ts';
import { messageStore } from './adapters/mongo/message.store.ts';
import { preferenceStore } from './adapters/mongo/preference.store.ts';
import { smtpMailer } from './adapters/smtp/mailer.ts';
import { measuredMailer } from './adapters/smtp/measured-mailer.ts';
import { upstreams } from './adapters/upstream/clients.ts';
import { identityDirectory } from './adapters/upstream/identity.ts';
import { mailSources } from './adapters/upstream/sources.ts';
import { deliverMessage, type DeliverMessage } from './app/deliver-message.ts';
import { journeyLoad, type JourneyLoad } from './app/journey-load.ts';
import type { Messages } from './app/ports.ts';
import type { NotificationConfig } from './config.ts';
import type { Message } from './domain/message.ts';
import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

type Base = Chassis<NotificationConfig>;

const lookEveryMs = 500;

const mailWorker = ({ config, mongo, now, metrics, logger }: Base, deliver: DeliverMessage, load: JourneyLoad): DueWorker => {
  const worker = dueWorker({
    name: 'mail',
    mongo,
    collection: messagesCollection,
    dueColumn: 'dueAt',
    handle: async (messageId) => {
      await deliver(messageId);
      // The next look need not wait for its time, so a queue drains at the mail server's speed.
      setImmediate(() => worker.wake());
    },
    leaseMs: config.MAIL_LEASE_SECONDS * 1000,
    intervalMs: lookEveryMs,
    concurrency: config.MAIL_CONCURRENCY,
    pauseWhile: load.shouldYield,
    now,
    metrics,
    logger,
  });
  return worker;
};

const outgoing = ({ config, logger, metrics, now }: Base) => {
  const calls = upstreams({ identityUrl: config.IDENTITY_URL, secret: config.SERVICE_CLIENT_SECRET, logger, metrics, now });
  const urls = { order: config.ORDER_INTERNAL_URL, seller: config.SELLER_INTERNAL_URL, catalogue: config.CATALOGUE_INTERNAL_URL };
  const mailer = smtpMailer({ url: config.SMTP_URL, from: config.MAIL_FROM, connectionsMax: config.MAIL_CONCURRENCY });
  return {
    directory: identityDirectory(calls, config.IDENTITY_INTERNAL_URL),
    sources: mailSources(calls, urls),
    mailer: measuredMailer(mailer, metrics),
    publicUrl: config.PUBLIC_URL,
    mailDomain: config.MAIL_FROM.slice(config.MAIL_FROM.lastIndexOf('@') + 1, -1),
    close: () => {
      calls.close();
      mailer.close();
    },
  };
};

/** A code is waited for by a person at a screen; it goes at once however busy the journey is. */
const isUrgent = ({ recipient }: Message): boolean => recipient.kind === 'code';

/** What notification listens to. */
export const notificationConsumers = (messages: Messages): readonly Consumer[] => {
  const tell = telling(messages);
  return [identityConsumers, sellerConsumers, catalogueConsumers, orderConsumers, paymentConsumers].flatMap((each) => each(tell));
};

const start = async (chassis: Base, jwks?: JwksSource) => {
  const { mongo, now, config } = chassis;
  const load = journeyLoad({ now, perSecondMax: config.MAIL_YIELDS_ABOVE_PER_SECOND });
  const messages = messageStore({
    mongo,
    now,
    onAdded: (added) => {
      load.note(added.length);
      for (const message of added) if (isUrgent(message) || !load.busy()) worker.wake(message.messageId);
    },
  });
  const wishes = { preferences: preferenceStore(mongo), unsubscribeCodes: unsubscribeCodes(config.HASH_KEY) };
  const { close, ...ways } = outgoing(chassis);
  const worker = mailWorker(chassis, deliverMessage({ ...ways, ...wishes, messages, now }), load);
  const running = await serviceParts({
    problems: { en, id },
    chassis,
    routes: notificationRoutes({ feed: messages, ...wishes }),
    internalRoutes: [decisionsRoute(decisionLog(mongo))],
    consumers: notificationConsumers(messages),
    workers: [worker],
    ...(jwks !== undefined && { jwks }),
  });
  return { ...running, stop: () => running.stop().finally(close) };
};

/** The service as `main.ts` and the component tests start it. */
export const notificationService = (
  config: NotificationConfig,
  options: { readonly jwks?: JwksSource } = {},
): ServiceDefinition<NotificationConfig> => ({ name: 'notification', config, start: (chassis) => start(chassis, options.jwks) });
