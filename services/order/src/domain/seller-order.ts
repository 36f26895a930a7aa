import type { Rupiah } from '@wadah/kit';

export type ListingKind = 'goods' | 'tour' | 'service';

export type DeliveryMethod = 'courier' | 'own_delivery' | 'pick_up' | 'on_site';

/** A line as it was bought: what the listing said then, whatever it says later. */
export type OrderLine = {
  readonly variantId: string;
  readonly listingId: string;
  readonly title: string;
  readonly variantName: string;
  readonly sku: string;
  readonly kind: ListingKind;
  readonly quantity: number;
  readonly unitPriceRupiah: Rupiah;
  readonly weightGrams?: number;
  /** Day of a tour's departure, YYYY-MM-DD in Jakarta. */
  readonly serviceDate?: string;
};

/** One seller's part of an order; it becomes a seller order when the order is paid. */
export type SellerPart = {
  readonly sellerOrderId: string;
  readonly sellerId: string;
  readonly sellerName: string;
  readonly deliveryMethod: DeliveryMethod;
  readonly lines: readonly OrderLine[];
  readonly goodsRupiah: Rupiah;
  readonly shippingRupiah: Rupiah;
  readonly taxRupiah: Rupiah;
  /** Only with `pick_up`; stands in the buyer's order and mail and nowhere else. */
  readonly pickUpCode?: string;
};

export type RejectionReason = 'out_of_stock' | 'damaged' | 'seller_other';

export type CancellationReason = RejectionReason | 'buyer_withdrew' | 'not_accepted' | 'not_shipped' | 'decision';

export type ContestReason = 'not_received' | 'not_delivered' | 'not_picked_up' | 'not_served';

/** How an operator ends a contested one: the seller is paid, or the buyer gets this part back. */
export type DecisionOutcome = 'release' | 'refund';

/** A decision above the configured sum, until another operator approves it. */
export type DecisionProposal = { readonly outcome: DecisionOutcome; readonly note: string; readonly actorId: string; readonly at: Date };

/** `actorId` wrote it; where it had to be approved, `approvedBy` made it count. */
export type Decision = DecisionProposal & { readonly approvedBy?: string };

/** Why the clock stopped; the note is the buyer's own words and never leaves in an event. */
export type Contest = { readonly reason: ContestReason; readonly at: Date; readonly note?: string };

export type CompletedBy = 'receipt' | 'pick_up_code' | 'time' | 'decision';

/**
 * `dueAt` is the end of the wait, fixed when the wait begins, so that later calendars change nothing. A contested one ends by a decision alone;
 * `remindAt` is when operators are told again.
 */
export type Progress =
  | { readonly status: 'opened'; readonly dueAt: Date }
  | { readonly status: 'accepted'; readonly dueAt: Date }
  | { readonly status: 'shipped'; readonly dueAt: Date }
  | { readonly status: 'delivered'; readonly dueAt: Date }
  | { readonly status: 'contested'; readonly reason: ContestReason; readonly remindAt: Date; readonly proposal?: DecisionProposal }
  | { readonly status: 'completed'; readonly by: CompletedBy; readonly endedAt: Date }
  | { readonly status: 'cancelled'; readonly reason: CancellationReason; readonly endedAt: Date };

export type Shipment = { readonly at: Date; readonly courier?: string; readonly trackingNumber?: string };

export type SellerOrder = SellerPart & {
  readonly openedAt: Date;
  readonly acceptedAt?: Date;
  readonly shipment?: Shipment;
  readonly deliveredAt?: Date;
  readonly contest?: Contest;
  readonly decision?: Decision;
  /** Wrong pick-up codes since the last lock: six digits would be guessed otherwise. */
  readonly codeTries: number;
  readonly codeLockedUntil?: Date;
  readonly progress: Progress;
};

export const hasEnded = ({ progress }: SellerOrder): boolean => progress.status === 'completed' || progress.status === 'cancelled';

/** Nothing is sent: the buyer comes to the goods or to the service. */
export const isCollected = (part: SellerPart): boolean => part.deliveryMethod === 'pick_up' || part.deliveryMethod === 'on_site';

/** The buyer may say that it came, or that it did not: from the shipment, and from acceptance where nothing is shipped. */
export const isOpenToBuyersWord = (sellerOrder: SellerOrder): boolean => {
  const { status } = sellerOrder.progress;
  return status === 'shipped' || status === 'delivered' || (status === 'accepted' && isCollected(sellerOrder));
};

export const totalOf = ({ goodsRupiah, shippingRupiah, taxRupiah }: SellerPart): Rupiah => goodsRupiah + shippingRupiah + taxRupiah;
