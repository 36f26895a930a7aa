import type { Result } from '@wadah/kit';
import { decideAcceptSellerOrder } from '../src/domain/accept-seller-order.ts';
import { decideContestSellerOrder } from '../src/domain/contest-seller-order.ts';
import { decideApproveDecision, decideContested } from '../src/domain/decide-contested.ts';
import { decideDeliverSellerOrder } from '../src/domain/deliver-seller-order.ts';
import type { Order } from '../src/domain/order.ts';
import type { OrderEvent } from '../src/domain/order-event.ts';
import { decidePassDeadline } from '../src/domain/pass-deadline.ts';
import { decideReceiveSellerOrder } from '../src/domain/receive-seller-order.ts';
import type { DeliveryMethod, SellerPart } from '../src/domain/seller-order.ts';
import { decideShipSellerOrder } from '../src/domain/ship-seller-order.ts';
import { decideWithdrawSellerOrder } from '../src/domain/withdraw-seller-order.ts';
import { after, at, awaitingOrder, DAY, later, line, paidOrder, part, partBy, secondPart, typesOf, value } from './support/orders.ts';

type Decision = Result<readonly OrderEvent[]>;
const id = { sellerOrderId: 'so_1' };

const opened = (first: SellerPart = partBy('own_delivery')): Order => paidOrder([first, secondPart]);
const accepted = (first?: SellerPart): Order => after(opened(first), decideAcceptSellerOrder(opened(first), { ...id, at }));
const shipped = (): Order => after(accepted(), decideShipSellerOrder(accepted(), { ...id, at }));
const delivered = (): Order => after(shipped(), decideDeliverSellerOrder(shipped(), { ...id, courierDaysMin: 3, at }));
const contest = (order: Order, over: { actorId?: string; at?: Date } = {}): Decision =>
  decideContestSellerOrder(order, { ...id, actorId: 'acc_1', note: 'Nothing came.', at, ...over });
const contested = (): Order => after(shipped(), contest(shipped()));
const withdraw = (order: Order, actorId = 'acc_1'): Decision => decideWithdrawSellerOrder(order, { ...id, actorId, at });
const receive = (order: Order): Decision => decideReceiveSellerOrder(order, { ...id, actorId: 'acc_1', at });

const first = { actorId: 'acc_op1', outcome: 'refund' as const, note: 'No proof.' };
const decide = (order: Order, over: object = {}): Decision =>
  decideContested(order, { ...id, ...first, sellsForIt: false, approvalAboveRupiah: 79_000, at, ...over });
const large = { approvalAboveRupiah: 78_999 };
const approve = (order: Order, over: object = {}): Decision =>
  decideApproveDecision(order, { ...id, actorId: 'acc_op2', sellsForIt: false, proposerSellsForIt: false, at, ...over });
const refunded = (): Order => after(contested(), decide(contested()));
const proposed = (): Order => after(contested(), decide(contested(), large));
const approved = (): Order => after(proposed(), approve(proposed()));
const tour = (): SellerPart => partBy('on_site', { lines: [line({ kind: 'tour', serviceDate: '2026-12-05' })] });
const by = (method: DeliveryMethod): Order => accepted(partBy(method));

test.each<[string, Decision, readonly string[] | string]>([
  ['what was shipped is contested', contest(shipped()), ['SellerOrderContested']],
  ['what the seller calls delivered is contested', contest(delivered()), ['SellerOrderContested']],
  ['what is to be picked up is contested from acceptance', contest(by('pick_up')), ['SellerOrderContested']],
  ['a service is contested from acceptance', contest(by('on_site')), ['SellerOrderContested']],
  ['a tour is not contested before its date', contest(accepted(tour())), 'too-early'],
  ['and is from its date on', contest(accepted(tour()), { at: new Date('2026-12-04T17:00:00Z') }), ['SellerOrderContested']],
  ['a parcel that is not sent yet is not contested', contest(accepted()), 'seller-order-state'],
  ['an opened one is not contested', contest(opened()), 'seller-order-state'],
  ['contesting twice is not an error', contest(contested()), []],
  ['what was decided is not contested again', contest(refunded()), 'seller-order-state'],
  ['what was received is not contested', contest(after(shipped(), receive(shipped()))), 'seller-order-state'],
  ['a stranger contests nothing', contest(shipped(), { actorId: 'acc_2' }), 'seller-order-not-found'],
  ['nothing is contested before payment', contest(awaitingOrder()), 'seller-order-not-found'],
  ['the buyer does not receive a contested one', receive(contested()), 'seller-order-state'],
  [
    'the seller does not deliver a contested one',
    decideDeliverSellerOrder(contested(), { ...id, courierDaysMin: 0, at }),
    'seller-order-state',
  ],
  ['the buyer withdraws from an opened one', withdraw(opened()), ['SellerOrderCancelled']],
  ['withdrawing twice is not an error', withdraw(after(opened(), withdraw(opened()))), []],
  ['the buyer does not withdraw from an accepted one', withdraw(accepted()), 'seller-order-state'],
  ['a stranger withdraws nothing', withdraw(opened(), 'acc_2'), 'seller-order-not-found'],
  ['a refund is decided', decide(contested()), ['DecisionMade', 'SellerOrderCancelled']],
  ['a release is decided', decide(contested(), { outcome: 'release' }), ['DecisionMade', 'SellerOrderCompleted']],
  ['the same decision again is not an error', decide(refunded()), []],
  ['another outcome comes too late', decide(refunded(), { outcome: 'release' }), 'already-decided'],
  ['another operator comes too late', decide(refunded(), { actorId: 'acc_op2' }), 'already-decided'],
  ['what is not contested is not decided', decide(shipped()), 'seller-order-state'],
  ['an unknown one is not decided', decide(contested(), { sellerOrderId: 'so_9' }), 'seller-order-not-found'],
  ['the buyer decides nothing about it', decide(contested(), { actorId: 'acc_1' }), 'own-case'],
  ['who sells for the seller decides nothing about it', decide(contested(), { sellsForIt: true }), 'own-case'],
  ['a large one waits for an approval', decide(contested(), large), ['DecisionProposed']],
  ['the same proposal again is not an error', decide(proposed(), large), []],
  ['another proposal takes its place', decide(proposed(), { ...large, outcome: 'release', actorId: 'acc_op2' }), ['DecisionProposed']],
  ['another operator approves it', approve(proposed()), ['DecisionMade', 'SellerOrderCancelled']],
  ['approving twice is not an error', approve(approved()), []],
  ['a third operator comes too late', approve(approved(), { actorId: 'acc_op3' }), 'already-decided'],
  ['who proposed does not approve', approve(proposed(), { actorId: 'acc_op1' }), 'own-proposal'],
  ['the buyer does not approve', approve(proposed(), { actorId: 'acc_1' }), 'own-case'],
  ['who sells for the seller does not approve', approve(proposed(), { sellsForIt: true }), 'own-case'],
  ['without a proposal there is nothing to approve', approve(contested()), 'nothing-to-approve'],
  ['a decision that needed no approval takes none', approve(refunded()), 'already-decided'],
])('%s', (_rule, decision, expected) => expect(typesOf(decision)).toEqual(expected));

test('a decision cancels exactly this part, counts against nobody and puts nothing back on sale', () => {
  expect(value(decide(contested()))[1]).toMatchObject({
    reason: 'decision', restock: false, countedAgainstSeller: false, amounts: { sellerOrderId: 'so_1', goodsRupiah: 64_000, shippingRupiah: 15_000 },
  }); // prettier-ignore
});

test('a withdrawal puts the goods back on sale and counts against nobody', () => {
  expect(value(withdraw(opened()))[0]).toMatchObject({ reason: 'buyer_withdrew', restock: true, countedAgainstSeller: false });
});

test('a proposal stands until it is approved, whatever time passes', () => {
  const told = after(proposed(), decidePassDeadline(proposed(), { at: later(3 * DAY) }));
  expect(typesOf(approve(told)).slice(0, 2)).toEqual(['DecisionMade', 'SellerOrderCancelled']);
});

test('the last decision closes the order', () => {
  const alone = (() => {
    const paid = paidOrder([part({ deliveryMethod: 'pick_up', pickUpCode: '048213' })]);
    const yes = after(paid, decideAcceptSellerOrder(paid, { ...id, at }));
    return after(yes, contest(yes));
  })();
  expect(after(alone, decide(alone, { outcome: 'release' }))).toMatchObject({ status: 'closed', outcome: 'completed' });
  expect(after(alone, decide(alone))).toMatchObject({ status: 'closed', outcome: 'refunded' });
});
