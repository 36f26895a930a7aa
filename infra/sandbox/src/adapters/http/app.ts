import express, { type ErrorRequestHandler, type Express } from 'express';
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

const merchantRoutes = (app: Express, desk: Desk): void => {
  app.use(['/v2', '/iris'], basicAuth(desk.serverKey, desk.newId));
  app.post('/v2/charge', chargeRoute(desk));
  app.get('/v2/:orderId/status', statusRoute(desk));
  app.post('/v2/:orderId/cancel', cancelRoute(desk));
  app.post('/v2/:orderId/expire', expireRoute(desk));
  app.post('/v2/:orderId/refund', refundRoute(desk));
  app.post('/v2/:orderId/refund/online/direct', directRefundRoute(desk));
  app.post('/iris/api/v1/payouts', createPayoutRoute(desk));
  app.get('/iris/api/v1/payouts/:referenceNo', payoutRoute(desk));
};

const simulatorRoutes = (app: Express, desk: Desk): void => {
  app.post('/simulator/va/:vaNumber/payment', payVirtualAccountRoute(desk));
  app.post('/simulator/qris/payment', payQrisRoute(desk));
  app.get('/simulator/payments', paymentsRoute(desk));
  app.get('/simulator/payments/:orderId', paymentRoute(desk));
  app.post('/simulator/payments/:orderId/notification', tellAgainRoute(desk));
  app.get('/simulator/payments/:orderId/switches', showSwitchesRoute(desk));
  app.put('/simulator/payments/:orderId/switches', setSwitchesRoute(desk));
  app.get('/simulator/payouts', payoutsRoute(desk));
  app.get('/simulator/switches', showSwitchesRoute(desk, everyKey));
  app.put('/simulator/switches', setSwitchesRoute(desk, everyKey));
  app.get('/', (_request, response) => void response.type('html').send(page));
};

const isBadRequest = (error: unknown): boolean => error instanceof Error && 'status' in error && typeof error.status === 'number' && error.status < 500;

// The provider's code for a body that is no JSON (or too much of it) is 413.
const renderError = (desk: Desk, log: (error: unknown) => void): ErrorRequestHandler => (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (isBadRequest(error)) {
    return send(response, refusalReply({ statusCode: '413', message: 'The request cannot be processed due to malformed syntax in the request body' }, desk.newId()));
  }
  log(error);
  return send(response, refusalReply({ statusCode: '500', message: 'Sorry, we encountered internal server error. We will fix this soon.' }, desk.newId()));
};

export const sandboxApp = (desk: Desk, logError: (error: unknown) => void): Express => {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/health/live', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/health/ready', (_request, response) => void response.json({ status: 'ok' }));
  // The picture of a QR code is the page where it can be paid; an <img> or a browser brings no key, so it stands before the key's check.
  app.get('/v2/qris/:transactionId/qr-code', (_request, response) => response.redirect('/'));
  app.use(express.json({ limit: '256kb' }));
  merchantRoutes(app, desk);
  simulatorRoutes(app, desk);
  app.use((_request, response) => send(response, refusalReply({ statusCode: '404', message: 'The requested resource is not found' }, desk.newId())));
  app.use(renderError(desk, logError));
  return app;
};
