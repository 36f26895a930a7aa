import { route } from '@wadah/http';
import { mapResult } from '@wadah/kit';
import { z } from 'zod';
import type { SellerCommands } from '../../app/decide-seller.ts';
import { callerOf } from './caller.ts';
import { liveOf } from './live.ts';
import { deliveryMethod, phone, publicSellerSchema, sellerId } from './seller.schema.ts';
import { toPublicSeller } from './seller.view.ts';

const params = z.strictObject({ sellerId });

export const changeContactRoute = ({ changeContact }: SellerCommands) =>
  route({
    operation: 'changeSeller',
    method: 'patch',
    path: '/v1/sellers/{sellerId}',
    summary: 'Change the story or the phone number.',
    tags: ['sellers'],
    auth: 'signed_in',
    params,
    body: z.strictObject({ story: z.string().trim().min(1).max(2_000).optional(), phone: phone.optional() }),
    ifMatch: 'optional',
    responses: { 200: publicSellerSchema },
    problems: ['seller-not-found', 'seller-state'],
    handle: async ({ params: { sellerId: id }, actor, body: { story, phone: number }, ifMatch }) => {
      const change = { ...(story === undefined ? {} : { story }), ...(number === undefined ? {} : { phone: number }) };
      return mapResult(
        await changeContact(callerOf(actor), { sellerId: id, ...(ifMatch === undefined ? {} : { ifMatch }), ...change }),
        liveOf,
      );
    },
    view: ({ seller }) => toPublicSeller(seller),
    etag: ({ version }) => version,
  });

export const setDeliveryMethodsRoute = ({ setDeliveryMethods }: SellerCommands) =>
  route({
    operation: 'setDeliveryMethods',
    method: 'put',
    path: '/v1/sellers/{sellerId}/delivery-methods',
    summary: 'Say how goods are handed over, and for how much.',
    tags: ['sellers'],
    auth: 'signed_in',
    params,
    body: z.strictObject({ methods: z.array(deliveryMethod).max(10) }),
    ifMatch: 'optional',
    responses: { 200: publicSellerSchema },
    problems: ['seller-not-found', 'seller-state', 'delivery-method-twice', 'delivery-regencies-missing', 'delivery-regencies-unexpected'],
    handle: async ({ params: { sellerId: id }, actor, body, ifMatch }) => {
      const methods = body.methods.map(({ regencies, ...method }) => ({ ...method, ...(regencies === undefined ? {} : { regencies }) }));
      return mapResult(
        await setDeliveryMethods(callerOf(actor), { sellerId: id, ...(ifMatch === undefined ? {} : { ifMatch }), methods }),
        liveOf,
      );
    },
    view: ({ seller }) => toPublicSeller(seller),
    etag: ({ version }) => version,
  });
