export type ServiceName = 'gateway' | 'identity' | 'seller' | 'catalogue' | 'order' | 'payment' | 'notification';

type Wiring = {
  /** Consumer group; each service has one. */
  readonly group: string;
  /** The only topic it may write, beside its dead letters; the gateway writes none. */
  readonly publishes?: string;
  readonly consumes: readonly string[];
};

/** Who writes and who reads what, in one place: topics, access rules and the AsyncAPI document are made from it. */
export const topology: Readonly<Record<ServiceName, Wiring>> = {
  identity: { group: 'identity', publishes: 'identity.events', consumes: ['identity.events', 'seller.events', 'catalogue.events'] },
  seller: { group: 'seller', publishes: 'seller.events', consumes: ['identity.events', 'catalogue.events'] },
  catalogue: {
    group: 'catalogue',
    publishes: 'catalogue.events',
    consumes: ['identity.events', 'seller.events', 'order.events', 'catalogue.events'],
  },
  order: {
    group: 'order',
    publishes: 'order.events',
    consumes: ['identity.events', 'seller.events', 'catalogue.events', 'payment.events', 'order.events'],
  },
  payment: { group: 'payment', publishes: 'payment.events', consumes: ['identity.events', 'order.events', 'seller.events'] },
  notification: {
    group: 'notification',
    publishes: 'notification.events',
    consumes: ['identity.events', 'seller.events', 'catalogue.events', 'order.events', 'payment.events'],
  },
  gateway: { group: 'gateway', consumes: ['identity.events', 'catalogue.events', 'seller.events'] },
};

export const deadLetterTopicOf = (group: string): string => `${group}.dead-letters`;

/** Which service may call which internal operation of another: audience and scope of its client's token. Applied by identity; the API neither grants nor shows these. */
export const serviceGrants: readonly { readonly client: ServiceName; readonly audience: ServiceName; readonly scope: string }[] = [
  { client: 'notification', audience: 'identity', scope: 'internal:codes.read' },
  { client: 'notification', audience: 'identity', scope: 'internal:contacts.read' },
  { client: 'notification', audience: 'seller', scope: 'internal:reviews.read' },
  { client: 'notification', audience: 'catalogue', scope: 'internal:reviews.read' },
  { client: 'notification', audience: 'order', scope: 'internal:orders.read' },
  { client: 'identity', audience: 'seller', scope: 'internal:decisions.read' },
  { client: 'identity', audience: 'catalogue', scope: 'internal:decisions.read' },
  { client: 'identity', audience: 'order', scope: 'internal:decisions.read' },
  { client: 'identity', audience: 'payment', scope: 'internal:decisions.read' },
  { client: 'identity', audience: 'notification', scope: 'internal:decisions.read' },
];
