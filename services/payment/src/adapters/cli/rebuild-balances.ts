import { connectMongo, journal } from '@wadah/mongo';
import { proveLedger } from '../../app/prove-ledger.ts';
import { readConfig } from '../../config.ts';
import { paymentStore } from '../mongo/payment.store.ts';
import { allPayments } from '../mongo/all-payments.ts';

const config = readConfig(process.env);
const mongo = await connectMongo({ url: config.MONGO_URL, appName: 'payment-rebuild-balances' });
try {
  const entries = journal({ mongo });
  const store = paymentStore({ mongo, now: () => new Date(), entries });
  const proof = await proveLedger({ entries: entries.all(), payments: allPayments(store), answered: () => entries.balances() });
  console.log(`${proof.entries} entries, ${proof.accounts} accounts, ${proof.payments} payments.`);
  proof.faults.forEach((fault) => console.error(fault));
  console.log(proof.faults.length === 0 ? 'Every balance follows from its entries.' : `${proof.faults.length} faults.`);
  process.exitCode = proof.faults.length === 0 ? 0 : 1;
} finally {
  await mongo.close();
}
