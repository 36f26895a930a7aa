import { setTimeout as pause } from 'node:timers/promises';
import { connectMongo, journal } from '@wadah/mongo';
import { proveLedger, type LedgerProof } from '../../app/prove-ledger.ts';
import { readConfig } from '../../config.ts';
import { allPayments } from '../mongo/all-payments.ts';
import { paymentStore } from '../mongo/payment.store.ts';

const readingsMax = 4;
const betweenReadingsMs = 1_500;

if (process.argv.length > 2) {
  console.error('pnpm wadah ledger verify takes nothing else.');
  process.exit(2);
}
const mongo = await connectMongo({ url: readConfig(process.env).MONGO_URL, appName: 'payment-verify-ledger' });
const entries = journal({ mongo });
const store = paymentStore({ mongo, now: () => new Date(), entries });
const prove = (): Promise<LedgerProof> =>
  proveLedger({ entries: entries.all(), payments: allPayments(store), answered: () => entries.balances() });
try {
  let proof = await prove();
  let faults = proof.faults;
  // The journal follows the documents by milliseconds while money moves, so only what is the same in every reading is a fault.
  for (let reading = 2; reading <= readingsMax && faults.length > 0; reading += 1) {
    await pause(betweenReadingsMs);
    proof = await prove();
    const before = new Set(faults);
    faults = proof.faults.filter((fault) => before.has(fault));
  }
  console.log(`${proof.entries} entries, ${proof.accounts} accounts, ${proof.payments} payments.`);
  faults.forEach((fault) => console.error(fault));
  console.log(
    faults.length === 0 ? 'Every entry is balanced, every balance and every payment equals its entries.' : `${faults.length} differences.`,
  );
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  await mongo.close();
}
