import { route } from '@wadah/http';
import { mapResult, newId } from '@wadah/kit';
import type { applyToSell, PlainStatement } from '../../app/apply.ts';
import { liveOf } from './live.ts';
import { applicationBody, summarySchema } from './seller.schema.ts';
import { toSummary } from './seller.view.ts';
import type { z } from 'zod';

/** The optional fields of a statement are absent where the body has none, never undefined. */
export const toStatement = ({ nib, npwp, bankAccount, story, ...stated }: z.output<typeof applicationBody>): PlainStatement => ({
  ...stated,
  ...(nib === undefined ? {} : { nib }),
  ...(npwp === undefined ? {} : { npwp }),
  ...(bankAccount === undefined ? {} : { bankAccount }),
  ...(story === undefined ? {} : { story }),
});

export const applyRoute = (apply: ReturnType<typeof applyToSell>) =>
  route({
    operation: 'applyToSell',
    method: 'post',
    path: '/v1/sellers',
    summary: 'Apply to sell; a curator of the named agency decides.',
    tags: ['sellers'],
    auth: 'signed_in',
    body: applicationBody,
    newId: () => newId('sel'),
    responses: { 201: summarySchema },
    problems: ['organisation-unknown', 'application-open'],
    handle: async ({ id, actor, body }) => mapResult(await apply({ sellerId: id, founderId: actor.id, plain: toStatement(body) }), liveOf),
    view: ({ seller }, request) => toSummary(seller, request),
    location: ({ seller }) => `/v1/sellers/${seller.sellerId}/application`,
    etag: ({ version }) => version,
  });
