import { route } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { changeBankAccount } from '../../app/change-bank-account.ts';
import { callerOf } from './caller.ts';
import { liveOf } from './live.ts';
import { bankAccount, changedAccountSchema, sellerId } from './seller.schema.ts';
import { toChangedAccount } from './seller.view.ts';

export const changeBankAccountRoute = (change: ReturnType<typeof changeBankAccount>) =>
  route({
    operation: 'changeBankAccount',
    method: 'put',
    path: '/v1/sellers/{sellerId}/bank-account',
    summary: 'Say where the money goes; it goes there after a hold, of which every owner is mailed.',
    tags: ['sellers'],
    auth: 'signed_in',
    confirmation: 'required',
    params: z.strictObject({ sellerId }),
    body: bankAccount,
    ifMatch: 'optional',
    responses: { 200: changedAccountSchema },
    problems: ['seller-not-found', 'forbidden', 'seller-state', 'version-stale'],
    handle: async ({ params, actor, body, ifMatch }) =>
      mapResult(await change(callerOf(actor), { ...params, ...body, ...(ifMatch === undefined ? {} : { ifMatch }) }), liveOf),
    view: ({ seller }) => toChangedAccount(seller),
    etag: ({ version }) => version,
  });
