import { decisionIndexes, outboxIndex, type IndexSpec } from '@wadah/mongo';
import { serviceIndexes } from '@wadah/service';

const sellers = 'sellers';
const present = (field: string) => ({ partialFilterExpression: { [field]: { $exists: true } } });

export const sellerIndexes: readonly IndexSpec[] = [
  ...serviceIndexes,
  ...decisionIndexes,
  outboxIndex(sellers),
  { collection: sellers, keys: { status: 1, _id: 1 }, options: { name: 'status' } },
  { collection: sellers, keys: { status: 1, regency: 1, _id: 1 }, options: { name: 'status_regency' } },
  {
    collection: sellers,
    keys: { 'state.application.statement.agencyId': 1, appliedAt: 1, _id: 1 },
    options: { name: 'open_at_agency', partialFilterExpression: { 'state.application.status': 'open' } },
  },
  { collection: sellers, keys: { agencyId: 1, status: 1, appliedAt: 1, _id: 1 }, options: { name: 'of_agency' } },
  { collection: sellers, keys: { nikHash: 1 }, options: { name: 'nik' } },
  { collection: sellers, keys: { bankAccountHash: 1 }, options: { name: 'bank_account', ...present('bankAccountHash') } },
  { collection: sellers, keys: { openFounder: 1 }, options: { name: 'open_founder', unique: true, ...present('openFounder') } },
];
