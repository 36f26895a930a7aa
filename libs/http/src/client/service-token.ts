import type { Now } from '@wadah/kit';
import { z } from 'zod';
import type { Operation } from './http-client.ts';
import { readAnswer } from './read-answer.ts';

const tokenAnswer = z.object({ access_token: z.string(), expires_in: z.number() });

export type ServiceTokenOptions = {
  /** An operation of an `httpClient` of identity's public base. */
  readonly call: Operation;
  /** `service-<name>`. */
  readonly clientId: string;
  readonly secret: string;
  /** The service that will be called; it becomes `aud`. */
  readonly audience: string;
  readonly scope: string;
  readonly now: Now;
};

/** Renewed this long before its end, so that a token never expires on its way. */
const RENEW_BEFORE_MS = 30_000;

/** The token of one client for one audience and scope (RFC 6749 §4.4), kept while it lives, asked for once at a time. */
export const serviceToken = ({ call, clientId, secret, audience, scope, now }: ServiceTokenOptions) => {
  let token: { readonly header: string; readonly renewAtMs: number } | undefined;
  let inFlight: Promise<string> | undefined;

  const ask = async (): Promise<string> => {
    const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret, audience, scope });
    const answer = await call({ method: 'post', path: '/oauth/token', body: form });
    const read = readAnswer(tokenAnswer, answer, { upstream: 'identity', operation: 'oauthToken' });
    if (!read.ok) throw new Error(`identity gives ${clientId} no token for ${audience} ${scope}: ${read.rejection.detail}`);
    token = { header: `Bearer ${read.value.access_token}`, renewAtMs: now().getTime() + read.value.expires_in * 1000 - RENEW_BEFORE_MS };
    return token.header;
  };

  return {
    header: (): Promise<string> => {
      if (token !== undefined && token.renewAtMs > now().getTime()) return Promise.resolve(token.header);
      inFlight ??= ask().finally(() => {
        inFlight = undefined;
      });
      return inFlight;
    },
    /** The upstream refused it: the next call asks for another. */
    forget: (): void => {
      token = undefined;
    },
  };
};
