import { eventually } from './eventually.ts';
import { call, callAt, must, sandboxUrl } from './http.ts';
import { confirmed, invited, newBuyer, signIn, type Buyer } from './people.ts';
import { applicationAt, newSeller, onSale, draftListing, type NewSeller } from './selling.ts';
import { awaitingPayment, cartWith, orderBecomes, paid, shipped, type Wish } from './shopping.ts';

export type Things = Readonly<Record<string, string>>;

export type Side = {
  readonly buyer: Buyer;
  readonly owner: NewSeller;
  readonly staff: { readonly email: string };
  readonly things: Things;
};

const etagOf = async (operation: string, token: string): Promise<string> => (await call(operation, { token })).headers.get('etag') ?? '';

const accountOf = async (token: string): Promise<string> => (await must('GET /v1/me', { token })).accountId;

const partOf = (order: any): string => order.sellerOrders[0].sellerOrderId;

const bought = async ({ token }: Buyer, wish: Wish): Promise<any> => paid(token, await awaitingPayment(token, [wish]));

/** Paid by transfer and refused by the seller, so that the buyer must name an account for the refund. */
const refundOf = async ({ token }: Buyer, owner: NewSeller, wish: Wish): Promise<string> => {
  const order = await awaitingPayment(token, [wish], 'va_banten');
  await callAt(sandboxUrl(), `POST /simulator/va/${order.payment.vaNumber}/payment`, { body: {} });
  const { sellerOrders } = await orderBecomes(token, order.orderId, ({ status }) => status === 'paid', 'paid');
  const refused = `POST /v1/seller-orders/${sellerOrders[0].sellerOrderId}/rejection`;
  await must(refused, { token: owner.token, body: { reason: 'out_of_stock' } });
  return eventually('the refund', async () => (await must(`GET /v1/orders/${order.orderId}`, { token })).refunds[0]?.refundId);
};

const contested = async ({ token }: Buyer, owner: NewSeller, wish: Wish): Promise<string> => {
  const sellerOrderId = partOf(await bought({ token, email: '' }, wish));
  await shipped(owner.token, sellerOrderId);
  await must(`POST /v1/seller-orders/${sellerOrderId}/non-receipt`, { token, body: { note: 'Belum datang.' } });
  return sellerOrderId;
};

const ordersOf = async (buyer: Buyer, owner: NewSeller, wish: Wish): Promise<Things> => {
  const order = await bought(buyer, wish);
  const [refundId, contestableId] = [await refundOf(buyer, owner, wish), await contested(buyer, owner, wish)];
  const { orderId: unpaidOrderId } = await awaitingPayment(buyer.token, [wish]);
  const [cartId, orderCartId] = [await cartWith(buyer.token, [wish]), await cartWith(buyer.token, [wish])];
  const { items } = await must('GET /v1/notifications', { token: buyer.token });
  return {
    orderId: order.orderId, orderNumber: order.orderNumber, paymentId: order.payment.paymentId, sellerOrderId: partOf(order),
    refundId, contestableId, unpaidOrderId, cartId, orderCartId, notificationId: items[0].notificationId,
  }; // prettier-ignore
};

const listingsOf = async (owner: NewSeller, curator: string): Promise<Things> => {
  const { listingId: draftId } = await draftListing(owner, `DRAF-${crypto.randomUUID().slice(0, 8)}`);
  const { listingId: inReviewId } = await draftListing(owner, `UJI-${crypto.randomUUID().slice(0, 8)}`);
  await must(`POST /v1/listings/${inReviewId}/submission`, { token: owner.token });
  return { draftId, inReviewId, reviewEtag: await etagOf(`GET /v1/curation/listings/${inReviewId}`, curator) };
};

/** The owner's second shop, which nobody has decided about. */
const applicantOf = async (owner: NewSeller, agency: string, curator: string): Promise<Things> => {
  const { sellerId: applicantId } = await must('POST /v1/sellers', { token: owner.token, body: await applicationAt(agency) });
  return {
    applicantId,
    applicantEtag: await etagOf(`GET /v1/sellers/${applicantId}/application`, curator),
    applicationEtag: await etagOf(`GET /v1/sellers/${owner.sellerId}/application`, curator),
  };
};

export type Client = { readonly clientId: string; readonly clientSecret: string };

export const newClient = async (token: string, organisationId: string, scopes: readonly string[]): Promise<Client> =>
  must('POST /v1/clients', { token, body: { name: 'Uji Izin', scopes, organisationId } });

const peopleOf = async (owner: NewSeller, buyer: Buyer): Promise<Things> => {
  const token = await confirmed(owner.token);
  const member = await invited(token, { role: 'seller_staff', organisationId: owner.sellerId });
  const bystander = await newBuyer();
  const email = `belum-${crypto.randomUUID()}@wadah.test`;
  const { invitationId } = await must('POST /v1/invitations', {
    token,
    body: { email, role: 'seller_staff', organisationId: owner.sellerId },
  });
  const second = await signIn(buyer.email);
  const { items } = await must('GET /v1/sessions', { token: second });
  return {
    memberId: await accountOf(await signIn(member.email)),
    bystanderId: await accountOf(bystander.token),
    bystanderEmail: bystander.email,
    invitationId,
    sessionId: items.find(({ current }: { current: boolean }) => current).sessionId,
    ...(await newClient(token, owner.sellerId, ['stock:write'])),
  };
};

const platformOf = async (agency: string, category: string): Promise<Things> => {
  const coded = async (path: string, code: string) =>
    (await must(`GET ${path}?limit=100`)).items.find((item: { code: string }) => item.code === code);
  const [{ agencyId, name: agencyName }, { categoryId }] = [await coded('/v1/agencies', agency), await coded('/v1/categories', category)];
  return { agencyId, agencyName, categoryId, provider: 'midtrans' };
};

/** A buyer, a seller with its people and its agency, and one thing of each kind that they have to do with. */
export const sideAt = async (agency: string, category: string): Promise<Side> => {
  const [buyer, founded, platform] = await Promise.all([newBuyer(), newSeller(agency), platformOf(agency, category)]);
  const owner = { ...founded, listing: { ...founded.listing, categoryId: platform['categoryId'] } };
  const listing = await onSale(owner, agency);
  const curator = await signIn(`curator-${agency}@wadah.test`);
  const [variant] = listing.variants;
  const wish = { sellerId: owner.sellerId, sku: variant.sku, quantity: 1 };
  const [orders, listings, applicant, people, staff] = await Promise.all([
    ordersOf(buyer, owner, wish), listingsOf(owner, curator), applicantOf(owner, agency, curator), peopleOf(owner, buyer),
    confirmed(owner.token).then((token) => invited(token, { role: 'seller_staff', organisationId: owner.sellerId })),
  ]); // prettier-ignore
  const things = {
    sellerId: owner.sellerId, listingId: listing.listingId, variantId: variant.variantId, otherVariantId: `var_${crypto.randomUUID()}`,
    trackingNumber: `JNE${crypto.randomUUID().slice(0, 12).toUpperCase()}`,
    code: 'A'.repeat(32), ...platform, ...orders, ...listings, ...applicant, ...people,
  }; // prettier-ignore
  return { buyer, owner, staff, things };
};
