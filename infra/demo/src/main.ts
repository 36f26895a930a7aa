import { clockFileOf, runningServices, StackFailure, stackHandle, stackStatus, stopServices, takeDown } from '@wadah/local';
import { apiAt, DemoFailure } from './api.ts';
import { readBanten } from './banten.ts';
import { bringUp, type Environment } from './bring-up.ts';
import { castOf } from './cast.ts';
import { reportBalances, reportLedger, reportMails, reportOrders } from './closing-report.ts';
import { waitForCtrlC } from './ctrl-c.ts';
import { eventually } from './eventually.ts';
import { happyPurchase, paidTooLate, refusedBySeller } from './journeys.ts';
import { mailboxAt } from './mailbox.ts';
import { consoleNarrator } from './narrator.ts';
import { enterOperator } from './operator.ts';
import { type Options, readOptions } from './options.ts';
import { people } from './people.ts';
import { consoleProgress } from './progress.ts';
import { readOrder, type Shop } from './purchase.ts';
import { seed } from './seed.ts';
import { contestedDelivery, refundByTransfer } from './second-thoughts.ts';
import { simulatorAt } from './simulator.ts';

const progress = consoleProgress();
let environment: Environment | undefined;

const seedBanten = async (options: Options, { stack }: Environment) => {
  const api = apiAt(stack.gatewayUrl);
  const mailbox = mailboxAt(stack.mailUrl);
  const persons = people(api, mailbox, options.password);
  const banten = readBanten(stack.root);
  const operator = await enterOperator(stack, persons);
  const seeded = await seed({ api, banten, mailbox, people: persons, progress, eventually }, operator);
  return { api, mailbox, banten, seeded };
};

const addressesOf = (running: Environment | undefined) =>
  running === undefined
    ? {}
    : {
        gateway: running.stack.gatewayUrl,
        mail: running.stack.mailUrl,
        sandbox: running.stack.sandboxUrl,
        serverKey: running.stack.secrets.payment.serverKey,
        clock: clockFileOf(running.stack),
      };

const tellAddresses = ({ stack }: Environment): void => {
  console.log(
    `\nTo look at:\n  API page           ${stack.gatewayUrl}/docs\n  mail catcher       ${stack.mailUrl}/\n  payment sandbox    ${stack.sandboxUrl}/`,
  );
};

const run = async (options: Options): Promise<void> => {
  environment = await bringUp(options, progress.say);
  const { api, mailbox, banten, seeded } = await seedBanten(options, environment);
  if (options.seedOnly) return;
  const startedAt = new Date(Date.now() - 1_000);
  const shop: Shop = {
    api,
    simulator: simulatorAt(environment.stack.sandboxUrl, environment.stack.secrets.payment.serverKey),
    narrator: consoleNarrator(),
  };
  const cast = castOf(banten, seeded, options.password);
  const journeys = [happyPurchase, refusedBySeller, paidTooLate, contestedDelivery, refundByTransfer];
  const orders = [];
  for (const journey of journeys) orders.push(await journey(shop, cast));
  reportOrders(shop, await Promise.all(orders.map((order) => readOrder(shop, cast.buyer, order.orderId))));
  await reportBalances(shop, [cast.first, cast.second]);
  await reportLedger(shop, seeded.operator.accessToken);
  await reportMails(shop, mailbox, startedAt);
  tellAddresses(environment);
};

/** Also what was only half started when Ctrl-C came; a stack that was up before stays up. */
const stopEverything = async ({ stack: name }: Options, wasUp: boolean): Promise<void> => {
  const stack = stackHandle(name);
  await stopServices(runningServices(stack), stack);
  if (!wasUp) await takeDown(name);
};

const options = readOptions(process.argv.slice(2), process.env);
const wasUp = (await stackStatus(options.stack)).every(({ state }) => state === 'up');
const interrupted = waitForCtrlC().then(() => 'interrupted' as const);
try {
  const outcome = await Promise.race([run(options).then(() => 'done' as const), interrupted]);
  if (outcome === 'done' && options.seedOnly) {
    console.log(`addresses ${JSON.stringify(addressesOf(environment))}`);
    process.exit(0);
  }
  if (outcome === 'done' && !options.once) {
    console.log('\nEverything stays up until Ctrl-C.');
    await interrupted;
  }
} catch (error) {
  const expected = error instanceof DemoFailure || error instanceof StackFailure;
  console.error(expected ? `\n${error.message}` : error);
  process.exitCode = 1;
}
await stopEverything(options, wasUp);
process.exit();
