import type { Call, ClientAnswer, HttpClient, Logger, Operation } from '@wadah/http';
import { isUpstreamOutage } from '@wadah/http';
import { z } from 'zod';
import type { TransferAnswer, TransferRequest } from '../../app/ports.ts';

const createdBody = z.object({ payouts: z.tuple([z.object({ status: z.string() })]) });
const payoutBody = z.object({ status: z.string() });

const unanswered = { kind: 'unanswered' } as const;

const kinds: Readonly<Record<string, TransferAnswer['kind']>> = {
  queued: 'accepted',
  approved: 'accepted',
  processed: 'accepted',
  completed: 'paid',
  rejected: 'refused',
  failed: 'refused',
  bounced: 'bounced',
};

const answerOfStatus = (status: string | undefined): TransferAnswer => ({ kind: kinds[status ?? ''] ?? 'unanswered' });

/** A 400 says that these very details can't be paid to; any other refusal tells nothing about this transfer. */
const created = ({ status, body }: ClientAnswer): TransferAnswer => {
  if (status === 400) return { kind: 'refused' };
  return status === 201 ? answerOfStatus(createdBody.safeParse(body).data?.payouts[0].status) : unanswered;
};

const found = ({ status, body }: ClientAnswer): TransferAnswer => {
  if (status === 404) return { kind: 'unknown' };
  return status === 200 ? answerOfStatus(payoutBody.safeParse(body).data?.status) : unanswered;
};

/** The banks' names at the provider, where they differ from ours. */
const bankNames: Readonly<Record<string, string>> = { bank_banten: 'banten' };

export type Transfers = {
  transfer(request: TransferRequest): Promise<TransferAnswer>;
  transferStatus(key: string): Promise<TransferAnswer>;
};

/** The provider's payouts (Iris): one a call under the try's key, found again by it. */
export const irisTransfers = (deps: {
  readonly client: Pick<HttpClient, 'operation'>;
  readonly authorization: string;
  readonly logger: Logger;
}): Transfers => {
  const { client, authorization, logger } = deps;
  const create = client.operation({ operation: 'transfer', timeoutMs: 8_000 });
  const find = client.operation({ operation: 'transfer-status', timeoutMs: 5_000 });

  const send = async (operation: Operation, call: Call, read: (answer: ClientAnswer) => TransferAnswer): Promise<TransferAnswer> => {
    try {
      return read(await operation({ ...call, headers: { authorization, ...call.headers } }));
    } catch (error) {
      if (!isUpstreamOutage(error)) throw error;
      logger.warn({ err: error, path: call.path }, 'The payment provider did not answer.');
      return unanswered;
    }
  };

  return {
    transfer: ({ key, amountRupiah, bank, number, holder }) => {
      const payout = {
        beneficiary_name: holder,
        beneficiary_account: number,
        beneficiary_bank: bankNames[bank] ?? bank,
        amount: `${amountRupiah}.00`,
        notes: `Refund ${key}`,
      };
      const headers = { 'X-Idempotency-Key': key };
      return send(create, { method: 'post', path: '/iris/api/v1/payouts', body: { payouts: [payout] }, headers }, created);
    },
    transferStatus: (key) => send(find, { method: 'get', path: `/iris/api/v1/payouts/${encodeURIComponent(key)}` }, found),
  };
};
