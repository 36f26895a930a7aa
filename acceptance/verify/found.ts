/** What the program has read, with the fields that the invariants use; everything else of a document is left alone. */
export type StoredStock = {
  readonly _id: string;
  readonly available: number;
  readonly held: Readonly<Record<string, number>>;
  readonly sold: number;
  readonly intake: { readonly initial: number; readonly restocked: number; readonly adjusted: number };
};

export type StoredReservation = {
  readonly _id: string;
  readonly state: {
    readonly status: string;
    readonly orderId: string;
    readonly lines: readonly { readonly variantId: string; readonly quantity: number }[];
  };
};

export type StoredSellerOrder = {
  readonly sellerOrderId: string;
  readonly goodsRupiah: number;
  readonly shippingRupiah: number;
  readonly taxRupiah: number;
  readonly progress: { readonly status: string; readonly dueAt?: Date; readonly remindAt?: Date };
};

export type StoredOrder = {
  readonly _id: string;
  readonly state: {
    readonly status: string;
    readonly totalRupiah: number;
    readonly dueAt?: Date;
    readonly payment?: { readonly expiresAt: Date };
    readonly sellerOrders?: readonly StoredSellerOrder[];
  };
};

export type StoredPart = {
  readonly sellerOrderId: string;
  readonly goodsRupiah: number;
  readonly shippingRupiah: number;
  readonly taxRupiah: number;
  readonly escrow: string;
};

export type StoredRefund = {
  readonly refundId: string;
  readonly sellerOrderId?: string;
  readonly amountRupiah: number;
  readonly status: string;
};

export type StoredPayment = {
  readonly _id: string;
  readonly state: {
    readonly status: string;
    readonly orderId?: string;
    readonly capturedRupiah?: number;
    readonly late?: boolean;
    readonly parts?: readonly StoredPart[];
    readonly refunds?: readonly StoredRefund[];
  };
};

export type StoredEntry = {
  readonly _id: string;
  readonly lines: readonly { readonly account: string; readonly debitRupiah: number; readonly creditRupiah: number }[];
};

export type StoredRow = { readonly _id: string; readonly [field: string]: unknown };

export type WaitingItem = {
  readonly kind: string;
  readonly id: string;
  readonly time: Date;
  readonly type?: string;
  readonly sequence?: number;
  readonly data?: unknown;
  readonly entry?: unknown;
};

/** Any document that numbers its events, of whichever service. */
export type StoredAggregate = {
  readonly service: string;
  readonly collection: string;
  readonly _id: string;
  readonly sequence: number;
  readonly outbox: readonly WaitingItem[];
};

export type TopicEvent = {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly subject: string;
  readonly sequence: number;
  readonly data: unknown;
};

/** A service's copy of what others own. */
export type Copy = { readonly service: string; readonly rows: readonly StoredRow[] };

export type Found = {
  /** By the clock of the services. */
  readonly now: Date;
  readonly stocks: readonly StoredStock[];
  readonly reservations: readonly StoredReservation[];
  readonly orders: readonly StoredOrder[];
  readonly payments: readonly StoredPayment[];
  readonly journal: readonly StoredEntry[];
  readonly members: readonly Copy[];
  readonly sellers: readonly Copy[];
  readonly listings: readonly Copy[];
  readonly aggregates: readonly StoredAggregate[];
  /** In the order of each partition, repeated ones included. */
  readonly events: readonly TopicEvent[];
};

export type Invariant = {
  /** The rule, as a sentence. */
  readonly rule: string;
  /** What breaks it, each beginning with the id of what is at fault. */
  readonly broken: (found: Found) => readonly string[];
};
