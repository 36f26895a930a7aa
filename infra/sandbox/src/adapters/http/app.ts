import express, { Router, type Express } from 'express';
import type { Desk } from '../../app/desk.ts';
import { basicAuth } from './basic-auth.ts';
import { chargeRoute } from './charge.route.ts';
import { createPayoutRoute } from './create-payout.route.ts';
import { cancelRoute, expireRoute } from './end.route.ts';
import { page } from './page.html.ts';
import { payQrisRoute, payVirtualAccountRoute, tellAgainRoute } from './pay.route.ts';
import { paymentRoute, paymentsRoute, payoutsRoute } from './payments.route.ts';
import { payoutRoute } from './payout.route.ts';
import { directRefundRoute, refundRoute } from './refund.route.ts';
import { refusalReply, send } from './reply.ts';
import { statusRoute } from './status.route.ts';
import { everyKey, setSwitchesRoute, showSwitchesRoute } from './switches.route.ts';

const merchantRoutes = (router: Router, desk: Desk): void => {
  router.use(['/v2', '/iris'], basicAuth(desk.serverKey, desk.newId));
  router.post('/v2/charge', chargeRoute(desk));
  router.get('/v2/:orderId/status', statusRoute(desk));
  router.post('/v2/:orderId/cancel', cancelRoute(desk));
  router.post('/v2/:orderId/expire', expireRoute(desk));
  router.post('/v2/:orderId/refund', refundRoute(desk));
  router.post('/v2/:orderId/refund/online/direct', directRefundRoute(desk));
  router.post('/iris/api/v1/payouts', createPayoutRoute(desk));
  router.get('/iris/api/v1/payouts/:referenceNo', payoutRoute(desk));
};

const simulatorRoutes = (router: Router, desk: Desk): void => {
  router.post('/simulator/va/:vaNumber/payment', payVirtualAccountRoute(desk));
  router.post('/simulator/qris/payment', payQrisRoute(desk));
  router.get('/simulator/payments', paymentsRoute(desk));
  router.get('/simulator/payments/:orderId', paymentRoute(desk));
  router.post('/simulator/payments/:orderId/notification', tellAgainRoute(desk));
  router.get('/simulator/payments/:orderId/switches', showSwitchesRoute(desk));
  router.put('/simulator/payments/:orderId/switches', setSwitchesRoute(desk));
  router.get('/simulator/payouts', payoutsRoute(desk));
  router.get('/simulator/switches', showSwitchesRoute(desk, everyKey));
  router.put('/simulator/switches', setSwitchesRoute(desk, everyKey));
  router.get('/', (_request, response) => void response.type('html').send(page));
};

const isBadRequest = (error: unknown): boolean =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

// The provider's code for a body that is no JSON (or too much of it) is 413.
const malformed = { statusCode: '413', message: 'The request cannot be processed due to malformed syntax in the request body' };
const internal = { statusCode: '500', message: 'Sorry, we encountered internal server error. We will fix this soon.' };
const unknown = { statusCode: '404', message: 'The requested resource is not found' };

export type LogError = (error: unknown) => void;

// What the router hands back: nothing when no route took the request, the fault otherwise.
const refusalOf = (error: unknown, logError: LogError): typeof unknown => {
  if (error === undefined) return unknown;
  if (isBadRequest(error)) return malformed;
  logError(error);
  return internal;
};

export const sandboxApp = (desk: Desk, logError: LogError): Express => {
  const router = Router();
  router.get(['/health/live', '/health/ready'], (_request, response) => void response.json({ status: 'ok' }));
  // The picture of a QR code is the page where it can be paid; a browser brings no key, so it stands before the key's check.
  router.get('/v2/qris/:transactionId/qr-code', (_request, response) => response.redirect('/'));
  router.use(express.json({ limit: '256kb' }));
  merchantRoutes(router, desk);
  simulatorRoutes(router, desk);
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use((request, response) =>
    router(request, response, (error?: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, refusalReply(refusalOf(error, logError), desk.newId()));
    }),
  );
  return app;
};
