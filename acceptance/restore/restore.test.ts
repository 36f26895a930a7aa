import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../test/support/eventually.ts';
import { must } from '../test/support/http.ts';
import { newBuyer, type Buyer } from '../test/support/people.ts';
import { newSeller, onSale, type NewSeller } from '../test/support/selling.ts';
import { awaitingPayment, cartWith, paid, variantOf } from '../test/support/shopping.ts';

const agency = 'dinas-pertanian';
const folder = join(mkdtempSync(join(tmpdir(), 'wadah-restore-')), 'backup');

let seller: NewSeller;
let buyer: Buyer;
const wish = () => ({ sellerId: seller.sellerId, sku: seller.listing.variants[0].sku, quantity: 1 });

const run = async (...args: readonly string[]): Promise<string> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...args, '--stack', 'test'], { timeout: 120_000, maxBuffer: 16_777_216 }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  ); // prettier-ignore
  return `${stdout}${stderr}`;
};

const wadah = (...args: readonly string[]): Promise<string> => run('infra/cli/src/main.ts', ...args);

const buy = async (): Promise<any> => paid(buyer.token, await awaitingPayment(buyer.token, [wish()]));

const reprice = async (priceRupiah: number): Promise<void> => {
  const { listingId, variantId } = await variantOf(wish());
  await must(`PUT /v1/listings/${listingId}/variants/${variantId}/price`, { token: seller.token, body: { priceRupiah } });
};

const cartPrice = async (cartId: string): Promise<number> =>
  (await must(`GET /v1/carts/${cartId}`, { token: buyer.token })).lines[0].unitPriceRupiah;

const accept = ({ sellerOrders: [{ sellerOrderId }] }: any): Promise<unknown> =>
  must(`POST /v1/seller-orders/${sellerOrderId}/acceptance`, { token: seller.token });

beforeAll(async () => {
  seller = await newSeller(agency);
  await onSale(seller, agency);
  buyer = await newBuyer();
}, 120_000);

afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

/** What verify says, without what is about an aggregate that the restore has named as lost. */
const unexplained = async (lost: readonly string[]): Promise<readonly string[]> =>
  (await wadah('verify')).split('\n').filter((line) => line.startsWith('     ') && !lost.some((id) => line.includes(id)));

test('a restored platform uses no event number twice: it names what is lost, and projections follow what comes after', async () => {
  const before = await buy();
  const cartId = await cartWith(buyer.token, [wish()]);
  expect(await wadah('backup', '--to', folder)).toContain('backed up:');
  const after = await buy();
  await accept(before);
  await reprice(21_000);
  await eventually('the price of the lost hour', async () => (await cartPrice(cartId)) === 21_000);

  expect(await wadah('restore', '--from', folder)).toContain('Stop the services first');
  await run('infra/demo/src/stop.ts');
  const said = await wadah('restore', '--from', folder);
  expect(said).toContain('Every event number is above those of the topics.');
  const lost = [...said.matchAll(/^lost \w+?_(\S+)$/gm)].map(([, uuid]) => uuid ?? '');
  expect(lost).toContain(after.orderId.slice('ord_'.length));
  expect(said).toContain(`raised orders ${before.orderId} `);
  await run('infra/demo/src/start.ts');

  await reprice(22_000);
  await eventually('the price of after the restore', async () => (await cartPrice(cartId)) === 22_000);
  await accept(before);
  const next = await buy();
  expect(next.subtotalRupiah ?? next.totalRupiah).toBeGreaterThanOrEqual(22_000);
  expect(await unexplained(lost)).toEqual([]);
}, 280_000);
