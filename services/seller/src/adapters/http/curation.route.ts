import { listOf, listQuery, pageOf, pageView, route, type Page } from '@wadah/http';
import { mapResult, ok, reject, type Result } from '@wadah/kit';
import { z } from 'zod';
import type { SellerCommands } from '../../app/decide-seller.ts';
import type { SellerSearch } from '../../app/read-sellers.ts';
import type { LiveSeller } from '../../domain/seller.ts';
import { agenciesOf, callerOf } from './caller.ts';
import { liveOf } from './live.ts';
import { applicationSchema, reasons, sellerId, statusSchema, typedReason } from './seller.schema.ts';
import { toCase } from './seller.view.ts';
import { queueWindowOf } from './window.ts';

const params = z.strictObject({ sellerId });
const noReasons: z.output<typeof reasons> = [];

export const curationSellersRoute = (search: SellerSearch) =>
  route({
    operation: 'listSellersForCuration',
    method: 'get',
    path: '/v1/curation/sellers',
    summary: 'The applications in the authority of the caller’s agencies; without a status those that wait, longest first.',
    tags: ['curation'],
    auth: 'signed_in',
    query: z.strictObject({ status: statusSchema.optional(), ...listQuery }),
    responses: { 200: listOf(applicationSchema) },
    problems: ['forbidden'],
    handle: async ({ actor, query, position }): Promise<Result<Page<LiveSeller>>> => {
      const agencyIds = agenciesOf(actor);
      if (agencyIds.length === 0) return reject('forbidden', 'forbidden', 'Only curators of an agency have a queue.');
      const found = await search.inQueue({ agencyIds, status: query.status }, queueWindowOf(query.limit, position));
      return ok(pageOf(found, query.limit, ({ application, sellerId: id }) => [application.at.toISOString(), id]));
    },
    view: (page, request) => pageView(page, request, toCase),
  });

export const verifySellerRoute = ({ verify }: SellerCommands) =>
  route({
    operation: 'verifySeller',
    method: 'post',
    path: '/v1/sellers/{sellerId}/verification',
    summary: 'Decide an application that one has read; a level that two must agree on waits for the second curator.',
    tags: ['curation'],
    auth: 'signed_in',
    params,
    body: z.strictObject({
      decision: z.enum(['approve', 'return', 'reject']),
      level: z.enum(['L0', 'L1', 'L2', 'L3']).optional(),
      reasons: reasons.optional(),
      note: z.string().trim().max(2_000).optional(),
    }),
    ifMatch: 'required',
    responses: { 200: applicationSchema },
    problems: [
      'seller-not-found',
      'own-case',
      'already-decided',
      'level-required',
      'level-needs-documents',
      'reason-required',
      'second-curator-needed',
      'approval-differs',
      'version-stale',
    ],
    handle: async ({ params: { sellerId: id }, actor, body, ifMatch }) => {
      const { decision, level = 'L0', reasons: given = noReasons, note = '' } = body;
      return mapResult(
        await verify(callerOf(actor), {
          sellerId: id,
          decision,
          level,
          reasons: given,
          note,
          ...(ifMatch === undefined ? {} : { ifMatch }),
        }),
        liveOf,
      );
    },
    view: ({ seller }, request) => toCase(seller, request),
    etag: ({ version }) => version,
  });

const reasonBody = z.strictObject({ reason: typedReason });

const described = (operation: string, path: string, summary: string) =>
  ({
    operation,
    method: 'post',
    path,
    summary,
    tags: ['curation'],
    auth: 'signed_in',
    params,
    body: reasonBody,
    ifMatch: 'optional',
    responses: { 200: applicationSchema },
  }) as const;

export const suspendSellerRoute = ({ suspend }: SellerCommands) =>
  route({
    ...described('suspendSeller', '/v1/sellers/{sellerId}/suspension', 'Take a seller off sale; what is paid is still fulfilled.'),
    problems: ['seller-not-found', 'own-case', 'seller-state'],
    handle: async ({ params: { sellerId: id }, actor, body, ifMatch }) =>
      mapResult(await suspend(callerOf(actor), { sellerId: id, ...body, ...(ifMatch === undefined ? {} : { ifMatch }) }), liveOf),
    view: ({ seller }, request) => toCase(seller, request),
    etag: ({ version }) => version,
  });

export const reinstateSellerRoute = ({ reinstate }: SellerCommands) =>
  route({
    ...described('reinstateSeller', '/v1/sellers/{sellerId}/reinstatement', 'Lift a suspension.'),
    problems: ['seller-not-found', 'own-case', 'seller-state', 'operator-suspension'],
    handle: async ({ params: { sellerId: id }, actor, body, ifMatch }) =>
      mapResult(await reinstate(callerOf(actor), { sellerId: id, ...body, ...(ifMatch === undefined ? {} : { ifMatch }) }), liveOf),
    view: ({ seller }, request) => toCase(seller, request),
    etag: ({ version }) => version,
  });
