import { route } from '@wadah/http';
import { z } from 'zod';
import type { ReadBalance } from '../../app/read-ledger.ts';
import { idText } from './input.ts';
import { mayReadMoney } from './seller-money.ts';

const balanceSchema = z.object({ pendingRupiah: z.int(), availableRupiah: z.int(), transfersHeldUntil: z.iso.datetime().optional() });

export const getBalanceRoute = (readBalance: ReadBalance) =>
  route({
    operation: 'getSellerBalance',
    method: 'get',
    path: '/v1/sellers/{sellerId}/balance',
    summary: 'What a seller has in escrow and available.',
    tags: ['money'],
    auth: 'signed_in',
    params: z.object({ sellerId: idText }),
    responses: { 200: balanceSchema },
    problems: ['seller-not-found'],
    handle: async ({ params, actor }) => {
      const allowed = mayReadMoney(actor, params.sellerId);
      return allowed.ok ? readBalance(allowed.value) : allowed;
    },
    view: ({ transfersHeldUntil: until, ...money }) => ({
      ...money,
      ...(until === undefined ? {} : { transfersHeldUntil: until.toISOString() }),
    }),
  });
