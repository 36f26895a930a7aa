import type { Request, RequestHandler } from 'express';
import { switchesOf, type Desk } from '../../app/desk.ts';
import { everyPayment } from '../../app/ledger.ts';
import { orderIdOf, orderIdPattern } from './order-id.ts';
import { okReply, refusalReply, send } from './reply.ts';
import { switchSettingsSchema } from './switches.schema.ts';
import { invalidReply } from './validation.ts';

type KeyOf = (request: Request) => string;

export const everyKey: KeyOf = () => everyPayment;

/** The switches in force under a key: its own over the global ones over the defaults. */
export const showSwitchesRoute =
  (desk: Desk, keyOf: KeyOf = orderIdOf): RequestHandler =>
  (request, response) =>
    send(response, okReply({ ...switchesOf(desk, keyOf(request)) }));

/** A payment's switches may be set before it exists, or its charge could not be made to fail. */
export const setSwitchesRoute =
  (desk: Desk, keyOf: KeyOf = orderIdOf): RequestHandler =>
  (request, response) => {
    const key = keyOf(request);
    if (key !== everyPayment && !orderIdPattern.test(key))
      return send(response, refusalReply({ statusCode: '400', message: 'No such order id.' }, desk.newId()));
    const body = switchSettingsSchema.safeParse(request.body ?? {});
    if (!body.success) return send(response, invalidReply(body.error, desk.newId()));
    desk.ledger.commit([{ kind: 'switches', key, settings: body.data }]);
    return send(response, okReply({ ...switchesOf(desk, key) }));
  };
