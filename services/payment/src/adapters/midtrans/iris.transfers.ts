import type { Call, ClientAnswer, HttpClient, Logger, Operation } from '@wadah/http';
import { isUpstreamOutage } from '@wadah/http';
import { z } from 'zod';
import type { TransferAnswer, TransferName, TransferRequest } from '../../app/ports.ts';

const payoutBody = z.object({ status: z.string(), reference_no: z.string().min(1).max(64) });
const createdBody = z.object({ payouts: z.tuple([payoutBody]) });
const refusalBody = z.object({ error_message: z.string() });

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

const answerOf = (payout: z.output<typeof payoutBody> | undefined): TransferAnswer =>
  payout === undefined ? unanswered : { kind: kinds[payout.status] ?? 'unanswered', reference: payout.reference_no };

/**
 * A 400 in the provider's own words says that these very details can't be paid to; any other refusal, and a 400 of whoever stands between,
 * tells nothing about this transfer.
 */
const created = ({ status, body }: ClientAnswer): TransferAnswer => {
  if (status === 400 && refusalBody.safeParse(body).success) return { kind: 'refused' };
  return status === 201 ? answerOf(createdBody.safeParse(body).data?.payouts[0]) : unanswered;
};

const found = ({ status, body }: ClientAnswer): TransferAnswer => {
  if (status === 404) return { kind: 'unknown' };
  return status === 200 ? answerOf(payoutBody.safeParse(body).data) : unanswered;
};

/** The banks' names at the provider, where they differ from ours. */
const bankNames: Readonly<Record<string, string>> = { bank_banten: 'banten' };

export type Transfers = {
  transfer(request: TransferRequest): Promise<TransferAnswer>;
  transferStatus(transfer: TransferName): Promise<TransferAnswer>;
};

/** The provider's payouts (Iris): one a call under the try's key, found again by the number that its answer brings. */
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
    transferStatus: ({ key, reference = key }) =>
      send(find, { method: 'get', path: `/iris/api/v1/payouts/${encodeURIComponent(reference)}` }, found),
  };
};
