import { isConfirmed, route } from '@wadah/http';
import { mapResult, ok, type Now, type Result } from '@wadah/kit';
import { z } from 'zod';
import type { applyAgain } from '../../app/apply.ts';
import type { readApplication, SellerSearch, VersionedSeller } from '../../app/read-sellers.ts';
import { asOwner, isParty } from '../../domain/access.ts';
import { callerOf } from './caller.ts';
import { liveOf } from './live.ts';
import { applicationBody, applicationSchema, sellerId } from './seller.schema.ts';
import { toApplication, toCase, toFlags } from './seller.view.ts';
import { toStatement } from './apply.route.ts';

type Read = ReturnType<typeof readApplication>;

/** The owner reads its own case; what a curator must compare with other cases is not the owner's to see. */
export const readApplicationRoute = (read: Read, search: SellerSearch) =>
  route({
    operation: 'readApplication',
    method: 'get',
    path: '/v1/sellers/{sellerId}/application',
    summary: 'The latest application with its review; personal numbers are masked.',
    tags: ['sellers'],
    auth: 'signed_in',
    params: z.strictObject({ sellerId }),
    responses: { 200: applicationSchema },
    problems: ['seller-not-found'],
    handle: async ({ params, actor }): Promise<Result<VersionedSeller & { flags?: Awaited<ReturnType<SellerSearch['flagsOf']>> }>> => {
      const caller = callerOf(actor);
      const found = await read(caller, params.sellerId);
      if (!found.ok || isParty(caller, found.value.seller)) return found;
      return ok({ ...found.value, flags: await search.flagsOf(found.value.seller) });
    },
    view: ({ seller, flags }, request) =>
      flags === undefined ? toApplication(seller, request) : { ...toCase(seller, request), ...toFlags(flags) },
    etag: ({ version }) => version,
  });

type ApplyAgainDeps = { readonly apply: ReturnType<typeof applyAgain>; readonly read: Read; readonly now: Now };

export const applyAgainRoute = ({ apply, read, now }: ApplyAgainDeps) =>
  route({
    operation: 'applyAgain',
    method: 'post',
    path: '/v1/sellers/{sellerId}/application',
    summary: 'Apply again: after a return, for a higher level, or to change anything else; another bank account needs a confirmed session.',
    tags: ['sellers'],
    auth: 'signed_in',
    params: z.strictObject({ sellerId }),
    body: applicationBody,
    ifMatch: 'optional',
    responses: { 200: applicationSchema },
    problems: ['seller-not-found', 'organisation-unknown', 'application-open', 'already-decided', 'confirmation-required'],
    handle: async ({ params, actor, body, ifMatch }) => {
      const caller = callerOf(actor);
      const mine = await read(caller, params.sellerId);
      if (!mine.ok) return mine;
      const owned = asOwner(caller, ok)(mine.value.seller);
      if (!owned.ok) return owned;
      const plain = toStatement(body);
      const confirmed = isConfirmed(actor, now());
      return mapResult(
        await apply({ sellerId: params.sellerId, plain, confirmed, ...(ifMatch === undefined ? {} : { expectedVersion: ifMatch }) }),
        liveOf,
      );
    },
    view: ({ seller }, request) => toApplication(seller, request),
    etag: ({ version }) => version,
  });
