import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { irisRefusalReply, refusalReply, send } from './reply.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Basic authentication with the server key as user and no password. */
export const basicAuth = (serverKey: string, newId: () => string): RequestHandler => {
  const expected = digest(`Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`);
  return (request, response, next) => {
    if (timingSafeEqual(digest(request.get('authorization') ?? ''), expected)) return next();
    if (request.originalUrl.startsWith('/iris/')) return send(response, irisRefusalReply({ statusCode: '401', message: 'Access denied' }));
    return send(response, refusalReply({ statusCode: '401', message: 'Unknown Merchant server_key/id' }, newId()));
  };
};
