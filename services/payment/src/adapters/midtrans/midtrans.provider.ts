import { httpClient, isUpstreamOutage, type Call, type Logger, type Metrics, type Operation } from '@wadah/http';
import type { CancelAnswer, ChargeAnswer, ChargeRequest, Provider, RefundRequest } from '../../app/ports.ts';
import type { RefundAnswer } from '../../domain/pay-refund.ts';
import type { Instructions } from '../../domain/payment.ts';
import type { ProviderAnswer } from '../../domain/provider-answer.ts';
import { irisTransfers } from './iris.transfers.ts';
import { chargeBody, head, readRupiah, refundBody, statusBody, toOrderTime } from './wire.ts';

export type MidtransOptions = {
  readonly baseUrl: string;
  readonly serverKey: string;
  /** Where the provider sends its notifications. */
  readonly hookUrl: string;
  readonly logger: Logger;
  readonly metrics: Metrics;
};

type Outcome = { readonly code: number; readonly body: unknown };

const unanswered = { kind: 'unanswered' } as const;

/** The body's own status code; undefined when it is not what was agreed, as a page of HTML or an error dressed as 200. */
const outcomeOf = (answer: { readonly body: unknown }): Outcome | undefined => {
  const read = head.safeParse(answer.body);
  const code = read.success ? Number(read.data.status_code) : Number.NaN;
  const isOutage = Number.isNaN(code) || code >= 500 || [401, 403, 408, 429].includes(code);
  return isOutage ? undefined : { code, body: answer.body };
};

const bankOf = (method: string): string | undefined => /^va_([a-z]{2,10})$/.exec(method)?.[1];

const paymentFields = (method: string): object | undefined => {
  if (method === 'qris') return { payment_type: 'qris', qris: { acquirer: 'gopay' } };
  const bank = bankOf(method);
  return bank === undefined ? undefined : { payment_type: 'bank_transfer', bank_transfer: { bank } };
};

const expiryOf = ({ requestedAt, expiresAt }: ChargeRequest): object => {
  const seconds = Math.max(1, Math.round((expiresAt.getTime() - requestedAt.getTime()) / 1_000));
  const inMinutes = seconds % 60 === 0;
  return {
    order_time: toOrderTime(requestedAt),
    expiry_duration: inMinutes ? seconds / 60 : seconds,
    unit: inMinutes ? 'minute' : 'second',
  };
};

const instructionsOf = (body: unknown): Instructions | undefined => {
  const read = chargeBody.safeParse(body);
  if (!read.success) return undefined;
  const vaNumber = read.data.va_numbers?.[0]?.va_number ?? read.data.permata_va_number;
  const { qr_string: qrString } = read.data;
  if (vaNumber !== undefined) return { vaNumber };
  return qrString === undefined ? undefined : { qrString };
};

const capturedOf = (body: unknown): ProviderAnswer => {
  const read = statusBody.safeParse(body);
  const amountRupiah = read.success ? readRupiah(read.data.gross_amount) : undefined;
  if (!read.success || amountRupiah === undefined) return unanswered;
  const refunds = (read.data.refunds ?? []).map(({ refund_key: key, refund_amount, bank_confirmed_at }) => ({
    key,
    amountRupiah: readRupiah(refund_amount) ?? 0,
    confirmed: bank_confirmed_at !== undefined,
  }));
  return { kind: 'captured', amountRupiah, refunds };
};

const statusAnswer = (body: unknown): ProviderAnswer => {
  const read = statusBody.safeParse(body);
  if (!read.success) return unanswered;
  const instructions = instructionsOf(body);
  switch (read.data.transaction_status) {
    case 'pending':
    case 'authorize':
      return instructions === undefined ? { kind: 'pending' } : { kind: 'pending', instructions };
    case 'capture':
      // A card's capture that is under review is no money yet.
      return read.data.fraud_status === 'accept' ? capturedOf(body) : { kind: 'pending' };
    case 'settlement':
    case 'refund':
    case 'partial_refund':
    case 'chargeback':
    case 'partial_chargeback':
      return capturedOf(body);
    case 'cancel':
      return { kind: 'cancelled' };
    case 'expire':
      return { kind: 'expired' };
    case 'deny':
    case 'failure':
      return { kind: 'denied' };
    default:
      return unanswered;
  }
};

const cancelAnswer = ({ code }: Outcome): CancelAnswer => {
  if (code === 200) return { kind: 'cancelled' };
  if (code === 407) return { kind: 'expired' };
  if (code === 404) return { kind: 'unknown' };
  return code === 412 ? { kind: 'not_pending' } : unanswered;
};

const chargeAnswer = ({ code, body }: Outcome): ChargeAnswer => {
  if (code === 406) return { kind: 'duplicate' };
  if (code >= 400) return { kind: 'refused' };
  const instructions = instructionsOf(body);
  return instructions === undefined ? unanswered : { kind: 'pending', instructions };
};

/** 412: no refunds for this method; 418: its window is over; 419: rejected. The money must go another way. */
const impossibleCodes: ReadonlySet<number> = new Set([412, 418, 419]);

const refundAnswer = ({ code, body }: Outcome): RefundAnswer => {
  if (impossibleCodes.has(code)) return { kind: 'impossible' };
  const read = refundBody.safeParse(body);
  if (code !== 200 || !read.success) return unanswered;
  return { kind: read.data.bank_confirmed_at === undefined ? 'accepted' : 'completed' };
};

/** Midtrans Core API. Each operation has a breaker of its own, so charges that fail don't keep us from asking about paid ones. */
export const midtransProvider = (options: MidtransOptions): Provider & { close(): void } => {
  const { baseUrl, serverKey, hookUrl, logger, metrics } = options;
  const authorization = `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`;
  const client = httpClient({ upstream: 'payment-provider', baseUrl, logger, metrics, answerBytesMax: 256 * 1024 });
  const operations = {
    charge: client.operation({ operation: 'charge', timeoutMs: 8_000 }),
    status: client.operation({ operation: 'status', timeoutMs: 5_000 }),
    cancel: client.operation({ operation: 'cancel', timeoutMs: 8_000 }),
    expire: client.operation({ operation: 'expire', timeoutMs: 8_000 }),
    refund: client.operation({ operation: 'refund', timeoutMs: 8_000 }),
  };

  const send = async <T>(operation: Operation, call: Call, read: (outcome: Outcome) => T): Promise<T | typeof unanswered> => {
    try {
      const outcome = outcomeOf(await operation({ ...call, headers: { authorization, ...call.headers } }));
      return outcome === undefined ? unanswered : read(outcome);
    } catch (error) {
      if (!isUpstreamOutage(error)) throw error;
      logger.warn({ err: error, path: call.path }, 'The payment provider did not answer.');
      return unanswered;
    }
  };
  const named = (chargeId: string, action: string): string => `/v2/${encodeURIComponent(chargeId)}/${action}`;

  return {
    charge: async (request) => {
      const fields = paymentFields(request.method);
      if (fields === undefined) return { kind: 'refused' };
      const transaction_details = { order_id: request.chargeId, gross_amount: request.amountRupiah };
      const body = { ...fields, transaction_details, custom_expiry: expiryOf(request) };
      const headers = { 'X-Override-Notification': hookUrl };
      return send(operations.charge, { method: 'post', path: '/v2/charge', body, headers }, chargeAnswer);
    },
    status: (chargeId) =>
      send(operations.status, { method: 'get', path: named(chargeId, 'status') }, ({ code, body }): ProviderAnswer =>
        code === 404 ? { kind: 'unknown' } : statusAnswer(body),
      ),
    cancel: (chargeId) => send(operations.cancel, { method: 'post', path: named(chargeId, 'cancel') }, cancelAnswer),
    expire: (chargeId) => send(operations.expire, { method: 'post', path: named(chargeId, 'expire') }, cancelAnswer),
    refund: ({ chargeId, key, amountRupiah, reason }: RefundRequest) => {
      const body = { refund_key: key, amount: amountRupiah, reason };
      return send(operations.refund, { method: 'post', path: named(chargeId, 'refund/online/direct'), body }, refundAnswer);
    },
    ...irisTransfers({ client, authorization, logger }),
    close: client.close,
  };
};
