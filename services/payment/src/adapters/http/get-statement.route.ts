import { listOf, listQuery, pageOf, pageView, route, type CursorPosition } from '@wadah/http';
import { ok, sumRupiah } from '@wadah/kit';
import { z } from 'zod';
import type { LedgerPosition } from '../../app/ports.ts';
import type { ReadStatement } from '../../app/read-ledger.ts';
import { commissionRevenue, sellerBalance, sellerEscrow, taxPayable, type LedgerEntry } from '../../domain/ledger.ts';
import { idText } from './input.ts';
import { mayReadMoney } from './seller-money.ts';

const statementLineSchema = z.object({
  entryId: z.string(),
  at: z.iso.datetime(),
  sellerOrderId: z.string().optional(),
  grossRupiah: z.int(),
  commissionRupiah: z.int(),
  taxRupiah: z.int(),
  amountRupiah: z.int(),
});

const credited = (entry: LedgerEntry, account: string): number =>
  sumRupiah(entry.lines.filter((line) => line.account === account).map((line) => line.creditRupiah - line.debitRupiah));

const toStatementLine = (entry: LedgerEntry, sellerId: string) => ({
  entryId: entry.id,
  at: entry.at.toISOString(),
  ...(entry.refs['sellerOrderId'] === undefined ? {} : { sellerOrderId: entry.refs['sellerOrderId'] }),
  grossRupiah: 0 - credited(entry, sellerEscrow(sellerId)),
  commissionRupiah: credited(entry, commissionRevenue),
  taxRupiah: credited(entry, taxPayable),
  amountRupiah: credited(entry, sellerBalance(sellerId)),
});

const positionOf = (entry: LedgerEntry): CursorPosition => [entry.at.getTime(), entry.id];

const readPosition = (position: CursorPosition | undefined): LedgerPosition | undefined => {
  const [atMs, id] = position ?? [];
  return typeof atMs === 'number' && typeof id === 'string' ? { at: new Date(atMs), id } : undefined;
};

export const getStatementRoute = (readStatement: ReadStatement) =>
  route({
    operation: 'getSellerStatement',
    method: 'get',
    path: '/v1/sellers/{sellerId}/statement',
    summary: 'What moved a seller’s available balance, newest first.',
    tags: ['money'],
    auth: 'signed_in',
    params: z.object({ sellerId: idText }),
    query: z.object(listQuery),
    responses: { 200: listOf(statementLineSchema) },
    problems: ['seller-not-found'],
    handle: async ({ params, query: { limit }, actor, position }) => {
      const allowed = mayReadMoney(actor, params.sellerId);
      if (!allowed.ok) return allowed;
      const after = readPosition(position);
      const found = await readStatement(params.sellerId, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
      return ok(pageOf(found, limit, positionOf));
    },
    view: (page, request) => pageView(page, request, (entry) => toStatementLine(entry, request.params.sellerId)),
  });
