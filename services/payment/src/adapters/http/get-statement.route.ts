import { listOf, listQuery, pageOf, pageView, route, type CursorPosition, type Locale } from '@wadah/http';
import { ok } from '@wadah/kit';
import { z } from 'zod';
import type { LedgerPosition } from '../../app/ports.ts';
import type { ReadStatement } from '../../app/read-ledger.ts';
import type { StatementLine } from '../../domain/statement-line.ts';
import { idText } from './input.ts';
import { mayReadMoney } from './seller-money.ts';
import { whyText } from './words/why-text.ts';
import { wordsOf } from './words/words-of.ts';

const statementLineSchema = z.object({
  entryId: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(['capture', 'release', 'refund']),
  kindText: z.string().optional(),
  orderId: z.string().optional(),
  orderNumber: z.string().optional(),
  sellerOrderId: z.string().optional(),
  refundId: z.string().optional(),
  /** Of a refund: why the seller order was cancelled, or why all of the payment goes back. */
  reason: z.string().optional(),
  reasonText: z.string().optional(),
  grossRupiah: z.int(),
  commissionRupiah: z.int(),
  taxRupiah: z.int(),
  pendingRupiah: z.int(),
  amountRupiah: z.int(),
});

const toStatementLine = ({ at, ...line }: StatementLine, { locale }: { readonly locale: Locale }) => ({
  ...line,
  at: at.toISOString(),
  kindText: wordsOf(locale).statementKind[line.kind],
  reasonText: whyText(wordsOf(locale), line.reason),
});

const positionOf = ({ at, entryId }: StatementLine): CursorPosition => [at.getTime(), entryId];

const readPosition = (position: CursorPosition | undefined): LedgerPosition | undefined => {
  const [atMs, id] = position ?? [];
  return typeof atMs === 'number' && typeof id === 'string' ? { at: new Date(atMs), id } : undefined;
};

export const getStatementRoute = (readStatement: ReadStatement) =>
  route({
    operation: 'getSellerStatement',
    method: 'get',
    path: '/v1/sellers/{sellerId}/statement',
    summary: 'What moved a seller’s pending or available balance, newest first.',
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
      const found = await readStatement(allowed.value, { limit: limit + 1, ...(after === undefined ? {} : { after }) });
      return found.ok ? ok(pageOf(found.value, limit, positionOf)) : found;
    },
    view: (page, request) => pageView(page, request, toStatementLine),
  });
